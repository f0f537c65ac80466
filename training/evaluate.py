#!/usr/bin/env python3
"""The whole way from a text to attributions: the reference that the Rust runtime copies.

usage: evaluate.py --base DIR --model CHECKPOINT.pt|model.bin ARTICLES.jsonl.gz > system.jsonl
       evaluate.py --base DIR --model ... --names NAMES.tsv.gz

With --names the texts are those of prepare.py's NAMES, and what comes out is precision, recall and F1 of whole names by kind.
Each line of the output is {"id", "attributions": [{"source", "cue", "content"}]} with half-open spans in code points.
"""

import argparse
import bisect
import json
import sys
import time

import numpy as np
import torch

import model as M
import prepare
import text as T
import windows as W

# Words between a cue and a span that may still belong together.
MAX_GAP = 150
# Room for the words a window scores, once it starts with context.
SCORED = W.SIZE - W.CONTEXT
NEVER = -1e4
# The least logit of a word under its greatest: no chain becomes impossible by its words.
LEAST = -80.0
# Spans less probable than this are not looked at.
LOW = 0.02
# What a span is worth: its probability, and so much times the share of it that is likely to be covered, less the last number.
COVERED, LEAST_WORTH = 0.8, 0.84


def ranges(feats):
    """(context start, start, end) of the windows, in words."""
    lengths = [len(p) for p in feats["pieces"]]
    out = []
    for start, end in W.cut(lengths, feats["par"], first=W.SIZE, size=SCORED):
        used = sum(lengths[start:end])
        out.append((W.context(lengths, start, min(W.CONTEXT, W.SIZE - used)), start, end))
    return out


@torch.no_grad()
def vectors(model, feats, pieces, batch=8):
    """One vector a word of the article, each from the window that scores it."""
    parts = ranges(feats)
    out = torch.zeros(len(feats["spans"]), model.config["hidden"])
    for i in range(0, len(parts), batch):
        group = parts[i:i + batch]
        x = model.words(W.batch([W.inputs(feats, c, e, pieces) for c, _, e in group]))
        for row, (c, s, e) in enumerate(group):
            out[s:e] = x[row, s - c:e - c]
    return out


def constrained(crf):
    """The chain's scores with what cannot be: I without its B before."""
    trans, start = crf.transitions.detach().clone(), crf.start.detach().clone()
    for j in range(2, trans.shape[0], 2):
        start[j] = NEVER
        for i in range(trans.shape[0]):
            if i not in (j - 1, j):
                trans[i, j] = NEVER
    return trans, start, crf.end.detach()


def marginals(logits, trans, start, end):
    """(own, forward, backward, scale): forward * backward is how probable each tag of each word is (Rabiner 1989, scaled). Linear in the words."""
    logits = logits.numpy().astype(np.float64)
    own = np.exp(np.maximum(logits - logits.max(1, keepdims=True), LEAST))
    forward, backward, scale = np.zeros_like(own), np.zeros_like(own), np.zeros(len(own) + 1)
    for i, row in enumerate(own):
        forward[i] = (start if i == 0 else forward[i - 1] @ trans) * row
        scale[i] = forward[i].sum()
        forward[i] /= scale[i]
    scale[-1] = forward[-1] @ end
    backward[-1] = end / scale[-1]
    for i in range(len(own) - 2, -1, -1):
        backward[i] = trans @ (own[i + 1] * backward[i + 1]) / scale[i + 1]
    return own, forward, backward, scale


def candidates(own, forward, backward, scale, trans, end):
    """[(role, first, last + 1, worth)] of the spans that may be one: how probable it is that just these words are a span
    (Culotta and McCallum 2004), and how much of it is likely to lie in some span of its role."""
    out, n = [], len(own)
    for role in range(3):
        b, i = 1 + 2 * role, 2 + 2 * role
        inside = np.concatenate([[0.0], np.cumsum((forward[:, b:i + 1] * backward[:, b:i + 1]).sum(1))])
        for first in np.nonzero(forward[:, b] * backward[:, b] >= LOW)[0].tolist():
            reached, last = forward[first, b], b
            for past in range(first + 1, n + 1):
                if past < n:
                    step = trans[last] * own[past] / scale[past]
                    closes = reached * (step @ backward[past] - step[i] * backward[past, i])
                else:
                    closes = reached * end[last] / scale[n]
                if closes >= LOW:
                    worth = closes + COVERED * (inside[past] - inside[first]) / (past - first) - LEAST_WORTH
                    out.append((role, first, past, worth))
                if past == n or reached * step[i] * backward[past, i] < LOW:
                    break
                reached, last = reached * step[i], i
    return out


def choose(found):
    """The spans that lie apart and are worth most together, by role; of equal ones those that end earlier."""
    found = sorted((f for f in found if f[3] > 0), key=lambda f: (f[2], f[1], f[0]))
    ends = [f[2] for f in found]
    best, before = [0.0], []
    for k, (_, first, _, worth) in enumerate(found):
        before.append(bisect.bisect_right(ends, first, 0, k))
        best.append(max(best[k], best[before[k]] + worth))
    out, k = ([], [], []), len(found)
    while k:
        if best[k] > best[k - 1]:
            role, first, past, _ = found[k - 1]
            out[role].insert(0, (first, past))
            k = before[k - 1]
        else:
            k -= 1
    return out


def spans_of(logits, crf):
    """Spans (first, last + 1) of sources, cues and contents, in order."""
    if not len(logits):
        return ([], [], [])
    trans, start, end = (np.exp(x.numpy().astype(np.float64)) for x in constrained(crf))
    return choose(candidates(*marginals(logits, trans, start, end), trans, end))


@torch.no_grad()
def link(model, x, feats, sources, cues, contents):
    """[(source spans, cue span or None, content spans)] in the order of the cues, then contents without a cue."""
    mean = lambda spans: torch.stack([x[s:e].mean(0) for s, e in spans])
    near = lambda c, o: max(o[0] - c[1], c[0] - o[1]) <= MAX_GAP
    source_of = {c: None for c in cues}
    cue_of = {k: None for k in contents}
    if cues:
        at = mean(cues)
        none = model.link.none(at)[:, 0]
        if sources:
            places = torch.tensor([[M.place(c, s, cues, feats["par"]) for s in sources] for c in cues])
            score = model.link(0, at, mean(sources), places)
            for i, c in enumerate(cues):
                row = [(float(score[i, j]), -j) for j, s in enumerate(sources) if near(c, s)]
                if row and max(row)[0] > float(none[i]):
                    source_of[c] = sources[-max(row)[1]]
        if contents:
            other = mean(contents)
            none = model.link.none(other)[:, 1]
            places = torch.tensor([[M.place(c, k, cues, feats["par"]) for k in contents] for c in cues])
            score = model.link(1, at, other, places)
            for j, k in enumerate(contents):
                row = [(float(score[i, j]), -i) for i, c in enumerate(cues) if near(c, k)]
                if row and max(row)[0] > float(none[j]):
                    cue_of[k] = cues[-max(row)[1]]
    out = [([source_of[c]] if source_of[c] else [], c, [k for k in contents if cue_of[k] == c]) for c in cues]
    return out + [([], None, [k]) for k in contents if cue_of[k] is None]


def attributions(model, feats, pieces):
    x = vectors(model, feats, pieces)
    return finish(model, x, feats)


@torch.no_grad()
def finish(model, x, feats):
    return link(model, x, feats, *spans_of(model.tag(x), model.crf))


@torch.no_grad()
def names(model, x):
    """Spans (first, last + 1, kind) of the names: the best tag of each word; an I that continues no name of its kind opens one."""
    out, last = [], 0
    for i, t in enumerate(model.names(x).argmax(1).tolist()):
        if t and t % 2 == 0 and last in (t - 1, t):
            out[-1] = (out[-1][0], i + 1, out[-1][2])
        elif t:
            out.append((i, i + 1, prepare.NAMES[t][2:]))
        last = t
    return out


def characters(feats, found):
    chars = lambda spans: [[feats["spans"][s][0], feats["spans"][e - 1][1]] for s, e in spans]
    return [{"source": chars(s), "cue": chars([c] if c else []), "content": chars(k)} for s, c, k in found if k]


def load(path, base):
    if str(path).endswith(".bin"):
        import export

        return export.load(path)
    saved = torch.load(path, map_location="cpu", weights_only=True)
    vocab = prepare.load_vocab(base)
    model = M.Model(len(vocab), saved["config"])
    model.load_state_dict(saved["model"])
    return model.eval(), T.Pieces(vocab)


def score_names(model, pieces, path):
    counts = {kind: [0, 0, 0] for kind in ("PER", "ORG", "LOC", "all")}
    for a in prepare.marked(path, pieces):
        gold = set(runs(a["names"]))
        found = set(names(model, vectors(model, a, pieces)))
        for kind, row in counts.items():
            of = lambda spans: {s for s in spans if kind in (s[2], "all")}
            for i, n in enumerate((len(of(gold & found)), len(of(found)), len(of(gold)))):
                row[i] += n
    for kind, (hit, found, gold) in counts.items():
        p, r = 100 * hit / max(found, 1), 100 * hit / max(gold, 1)
        print(f"{kind}  P {p:.1f}  R {r:.1f}  F1 {2 * p * r / max(p + r, 1e-9):.1f}  ({gold})")


def runs(tags):
    """Spans (first, last + 1, kind) of gold tags."""
    out = []
    for i, t in enumerate(tags):
        if t % 2:
            out.append((i, i + 1, prepare.NAMES[t][2:]))
        elif t:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles")
    ap.add_argument("--base", help="folder of the base model, for its vocabulary; not needed with model.bin")
    ap.add_argument("--model", required=True)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--names", action="store_true", help="the input is a text of marked names")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    model, pieces = load(args.model, args.base)
    if args.names:
        return score_names(model, pieces, args.articles)
    started, count = time.time(), 0
    for a in prepare.load(args.articles):
        feats = prepare.features(a["text"], pieces)
        count += len(feats["spans"])
        found = attributions(model, feats, pieces)
        print(json.dumps({"id": a["id"], "attributions": characters(feats, found)}))
    print(f"{count} words in {time.time() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()

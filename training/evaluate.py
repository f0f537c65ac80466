#!/usr/bin/env python3
"""The whole way from a text to attributions: the reference that the Rust runtime copies.

usage: evaluate.py --base DIR --model CHECKPOINT.pt|model.bin ARTICLES.jsonl.gz > system.jsonl
       evaluate.py --base DIR --model ... --names NAMES.tsv.gz

With --names the texts are those of prepare.py's NAMES, and what comes out is precision, recall and F1 of whole names by kind.
Each line of the output is {"id", "attributions": [{"source", "cue", "content"}]} with half-open spans in code points.
"""

import argparse
import json
import sys
import time

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


def viterbi(logits, trans, start, end):
    """The best chain of tags; of equal ones the lower tag. Linear in the words."""
    if not len(logits):
        return []
    score, back = start + logits[0], []
    for row in logits[1:]:
        best, origin = (score[:, None] + trans).max(0)
        score = best + row
        back.append(origin.tolist())
    tag = int((score + end).argmax())
    tags = [tag]
    for origin in reversed(back):
        tag = origin[tag]
        tags.append(tag)
    return tags[::-1]


def spans_of(tags):
    """Spans (first, last + 1) of sources, cues and contents, in order."""
    out = ([], [], [])
    for i, t in enumerate(tags):
        if t % 2:
            out[t // 2].append((i, i + 1))
        elif t:
            spans = out[t // 2 - 1]
            spans[-1] = (spans[-1][0], i + 1)
    return out


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
    tags = viterbi(model.tag(x), *constrained(model.crf))
    return link(model, x, feats, *spans_of(tags))


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

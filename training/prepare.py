#!/usr/bin/env python3
"""Articles with attributions -> words, pieces, features, tags and links.

usage: prepare.py --base DIR ARTICLES.jsonl.gz OUT.pt
DIR holds the base model's vocab.txt. The output holds no text, only numbers.
"""

import argparse
import bisect
import gzip
import json
import pathlib

import torch

import text as T

ROLES = ("source", "cue", "content")
# O, then B and I of each role.
TAGS = ["O"] + [f"{p}-{r}" for r in ROLES for p in "BI"]


def load(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def load_vocab(base):
    return (pathlib.Path(base) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def features(text, pieces):
    """The words of a text with what the encoder sees of each: {spans, pieces, cap, quote, par}; par is the paragraph's number."""
    pars = T.paragraphs(text)
    spans = T.words(text)
    par, k = [], 0
    for s, _ in spans:
        while pars[k][1] <= s:
            k += 1
        par.append(k)
    return {
        "spans": spans,
        "pieces": [pieces.of(text[s:e]) for s, e in spans],
        "cap": [T.capitals(text[s:e]) for s, e in spans],
        "quote": T.quote_states(text, spans, pars),
        "par": par,
    }


def fragments(spans, char_spans):
    """Contiguous runs (first, last + 1) of the words that the character spans touch."""
    ends = [e for _, e in spans]
    hit = set()
    for a, b in char_spans:
        i = bisect.bisect_right(ends, a)
        while i < len(spans) and spans[i][0] < b:
            hit.add(i)
            i += 1
    out = []
    for i in sorted(hit):
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return [tuple(f) for f in out]


def gold(article, feats):
    """One tag a word; links of the cues: [(cue span, [source spans], [content spans])]."""
    spans, tags, links = feats["spans"], [0] * len(feats["spans"]), []
    taken = {}
    for a in article["attributions"]:
        parts = {r: fragments(spans, a[r] or []) for r in ROLES}
        kept = {r: [] for r in ROLES}
        for number, role in enumerate(ROLES):
            for frag in parts[role]:
                if taken.get(frag) == role:
                    kept[role].append(frag)
                elif not any(tags[i] for i in range(*frag)):
                    taken[frag] = role
                    kept[role].append(frag)
                    for i in range(*frag):
                        tags[i] = 2 * number + (1 if i == frag[0] else 2)
        if kept["cue"]:
            links.append((kept["cue"][0], kept["source"], kept["content"]))
    return tags, links


def article(a, pieces):
    out = features(a["text"], pieces)
    out["id"] = a["id"]
    out["tags"], out["links"] = gold(a, out)
    # Page furniture was not annotated: its words teach nothing.
    discard = a.get("discard") or []
    out["keep"] = [not any(s < y and x < e for x, y in discard) for s, e in out["spans"]]
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles")
    ap.add_argument("out")
    ap.add_argument("--base", required=True)
    args = ap.parse_args()
    pieces = T.Pieces(load_vocab(args.base))
    data = [article(a, pieces) for a in load(args.articles)]
    torch.save(data, args.out)
    print(f"{len(data)} articles, {sum(len(d['spans']) for d in data)} words, {sum(len(p) for d in data for p in d['pieces'])} pieces")


if __name__ == "__main__":
    main()

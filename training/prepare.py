#!/usr/bin/env python3
"""Articles with attributions, and texts with names -> words, pieces, features, tags, links and names.

usage: prepare.py --base DIR [--tokens TOKENS.tsv.gz] [--names NAMES.tsv.gz ...] ARTICLES.jsonl.gz OUT.pt
DIR holds the base model's vocab.txt. The output holds no text, only numbers.

TOKENS are the articles' tokens with a tagger's names (PolNeAR's, by CoreNLP); NAMES are texts whose names people marked, a token and its
BIO tag a line. They train the names head only.
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
NAMES = ["O"] + [f"{p}-{k}" for k in ("PER", "ORG", "LOC") for p in "BI"]
SILVER = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
# A word whose name nobody marked.
UNKNOWN = -100
# Sentences of marked names that make one text, as a paragraph would.
TOGETHER = 6


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


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        yield from (line.rstrip("\n") for line in f)


def silver(path):
    """{article: [(start, end, kind)]}: the runs of equal tags in a sentence."""
    out, runs, last = {}, None, None
    for line in lines(path):
        if line.startswith("# id = "):
            runs, last = out.setdefault(line[7:], []), None
        elif not line:
            last = None
        else:
            cells = line.split("\t")
            kind = SILVER.get(cells[7])
            if kind and kind == last:
                runs[-1] = (runs[-1][0], int(cells[3]), kind)
            elif kind:
                runs.append((int(cells[2]), int(cells[3]), kind))
            last = kind
    return out


def name_tags(spans, runs):
    """One of NAMES a word."""
    out = [0] * len(spans)
    for start, end, kind in runs:
        for first, last in fragments(spans, [(start, end)]):
            for i in range(first, last):
                out[i] = NAMES.index(("B-" if i == first else "I-") + kind)
    return out


def marked(path, pieces):
    """Texts of names that people marked: articles without attributions, none of whose words count for those."""
    out, text, runs, sentences = [], "", [], 0

    def close():
        nonlocal text, runs, sentences
        if text:
            feats = features(text, pieces)
            n = len(feats["spans"])
            out.append(dict(feats, id=f"{pathlib.Path(path).name}:{len(out)}", tags=[0] * n, links=[], keep=[False] * n, names=name_tags(feats["spans"], runs)))
        text, runs, sentences = "", [], 0

    for line in lines(path):
        if line.startswith("# "):
            close()
        elif not line:
            sentences += 1
            text = text.rstrip(" ") + "\n"
            if sentences == TOGETHER:
                close()
        else:
            token, tag = line.split("\t")[:2]
            start = len(text)
            text += token + " "
            kind = tag[2:]
            if kind not in ("PER", "ORG", "LOC"):
                continue
            if tag[0] == "I" and runs and runs[-1][2] == kind and runs[-1][1] == start - 1:
                runs[-1] = (runs[-1][0], start + len(token), kind)
            else:
                runs.append((start, start + len(token), kind))
    close()
    return out


def article(a, pieces, names=None):
    out = features(a["text"], pieces)
    out["id"] = a["id"]
    out["tags"], out["links"] = gold(a, out)
    # Page furniture was not annotated: its words teach nothing.
    discard = a.get("discard") or []
    out["keep"] = [not any(s < y and x < e for x, y in discard) for s, e in out["spans"]]
    out["names"] = name_tags(out["spans"], names) if names is not None else [UNKNOWN] * len(out["spans"])
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles")
    ap.add_argument("out")
    ap.add_argument("--base", required=True)
    ap.add_argument("--tokens", help="the articles' tokens, for the names")
    ap.add_argument("--names", nargs="*", default=[], help="texts whose names are marked")
    args = ap.parse_args()
    pieces = T.Pieces(load_vocab(args.base))
    known = silver(args.tokens) if args.tokens else {}
    data = [article(a, pieces, known.get(a["id"])) for a in load(args.articles)]
    for path in args.names:
        data += marked(path, pieces)
    torch.save(data, args.out)
    print(f"{len(data)} articles, {sum(len(d['spans']) for d in data)} words, {sum(len(p) for d in data for p in d['pieces'])} pieces")


if __name__ == "__main__":
    main()

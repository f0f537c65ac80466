"""Windows over an article: whole paragraphs as long as they fit, with the text before as left context."""

import torch

from model import place

# Pieces a window holds besides [CLS] and [SEP], and how many of them at most are context.
SIZE = 254
CONTEXT = 64


def cut(lengths, par, first=SIZE, size=SIZE):
    """Ranges of words [start, end): greedily whole paragraphs; a paragraph longer than `size` is cut between words.

    `first` is the room of the first window, which in training is drawn at random to move the cuts.
    """
    out, start, used, room, at, n = [], 0, 0, first, 0, len(lengths)
    while at < n:
        end = at
        while end < n and par[end] == par[at]:
            end += 1
        need = sum(lengths[at:end])
        if used and used + need > room:
            out.append((start, at))
            start, used, room = at, 0, size
        while need > room - used:
            # Only where the window is empty: the paragraph alone is too long.
            while used + lengths[at] <= room:
                used += lengths[at]
                need -= lengths[at]
                at += 1
            if at > start:
                out.append((start, at))
            start, used, room = at, 0, size
        used += need
        at = end
    if start < n:
        out.append((start, n))
    return out


def context(lengths, start, limit=CONTEXT):
    """Where the left context of a window that starts at word `start` begins: as many words before as fit in `limit` pieces."""
    used = 0
    while start > 0 and used + lengths[start - 1] <= limit:
        start -= 1
        used += lengths[start]
    return start


def inputs(a, start, end, pieces):
    """Ids and features of the words [start, end) between [CLS] and [SEP], and each word's first piece."""
    ids, cap, quote, para, first = [pieces.cls], [0], [0], [0], []
    for w in range(start, end):
        first.append(len(ids))
        new = w == 0 or a["par"][w] != a["par"][w - 1]
        for k, p in enumerate(a["pieces"][w]):
            ids.append(p)
            cap.append(a["cap"][w])
            quote.append(a["quote"][w])
            para.append(int(new and k == 0))
    return {"ids": ids + [pieces.sep], "cap": cap + [0], "quote": quote + [0], "para": para + [0], "first": first}


def batch(items, device="cpu"):
    """Padded tensors of several windows."""
    out = {}
    for key in ("ids", "cap", "quote", "para", "first"):
        width = max(len(i[key]) for i in items)
        out[key] = torch.tensor([i[key] + [0] * (width - len(i[key])) for i in items], device=device)
    out["length"] = torch.tensor([len(i["ids"]) for i in items], device=device)
    out["words"] = torch.tensor([len(i["first"]) for i in items], device=device)
    return out


def links(a, start, end):
    """The gold links that lie in [start, end), as tensors-to-be: cues, sources, contents and the choices among them."""
    inside = [(c, s, k) for c, s, k in a["links"] if start <= c[0] and c[1] <= end]
    cues = sorted({c for c, _, _ in inside})
    fits = lambda f: start <= f[0] and f[1] <= end
    sources = sorted({f for _, s, _ in inside for f in s if fits(f)})
    contents = sorted({f for _, _, k in inside for f in k if fits(f)})
    source_of = {c: next((sources.index(f) for f in s if fits(f)), len(sources)) for c, s, _ in inside}
    cue_of = {f: cues.index(c) for c, _, k in inside for f in k if fits(f)}
    places = lambda others: [[place(c, o, cues, a["par"]) for o in others] for c in cues]
    return {
        "cues": cues, "sources": sources, "contents": contents,
        "source_of": [source_of[c] for c in cues], "cue_of": [cue_of[f] for f in contents],
        "place_source": places(sources), "place_content": places(contents),
    }

#!/usr/bin/env python3
"""A checkpoint -> model.bin (int8, pruned vocabulary) and cases.json (windows of made-up text with the expected scores).

usage: export.py --base DIR --model CHECKPOINT.pt --seen TRAIN.pt --out FOLDER

model.bin: "ORMODEL1", u32 little-endian length of the header, the JSON header, zeros up to a multiple of 64, the data; offsets count from
the start of the data. A matrix of int8 is stored row by row, and its f32 scales (one a row) at scale_offset: weight = scale * int8.
"""

import argparse
import json
import pathlib
import struct
import unicodedata

import numpy as np
import torch

import evaluate as E
import model as M
import prepare
import text as T
import windows as W

MAGIC = b"ORMODEL1"


def kept(vocab, seen):
    """Ids of the pieces to keep: those seen in training, and all without letters of other scripts than Latin."""
    used = {p for a in seen for word in a["pieces"] for p in word}
    out = []
    for i, piece in enumerate(vocab):
        bare = piece.removeprefix("##")
        special = piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        other = piece.startswith("[") and len(piece) > 1
        latin = all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in bare)
        if special or (not other and (i in used or latin)):
            out.append(i)
    return out


def header_name(name):
    name = name.removeprefix("bert.")
    return name.replace("extra.", "embeddings.", 1) if name.startswith("extra.") else name


def quantize(w):
    """Rows of int8 with a scale each: of several scales the one whose rounding and clipping err least (squared)."""
    top = np.abs(w).max(1) / 127
    top[top == 0] = 1
    best, scale, q = np.full(len(w), np.inf), top, None
    for share in (1.0, 0.95, 0.9, 0.85, 0.8):
        tried = (top * share).astype("<f4")
        rounded = np.clip(np.round(w / tried[:, None]), -127, 127)
        error = ((rounded * tried[:, None] - w) ** 2).sum(1)
        better = error < best
        best = np.where(better, error, best)
        scale = np.where(better, tried, scale)
        q = rounded if q is None else np.where(better[:, None], rounded, q)
    return q.astype(np.int8), scale.astype("<f4")


def tensors(model, keep):
    """(name, array) of everything to store."""
    state = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    state["bert.embeddings.word_embeddings.weight"] = state["bert.embeddings.word_embeddings.weight"][keep]
    state["bert.embeddings.position_embeddings.weight"] = state["bert.embeddings.position_embeddings.weight"][:W.SIZE + 2]
    state["bert.embeddings.token_type_embeddings.weight"] = state["bert.embeddings.token_type_embeddings.weight"][:1]
    trans, start, end = E.constrained(model.crf)
    state.update({"crf.transitions": trans.numpy(), "crf.start": start.numpy(), "crf.end": end.numpy()})
    return [(header_name(k), v) for k, v in state.items()]


def as_int8(name, array):
    """Matrices of the encoder and the big embeddings; the small parts stay exact."""
    return array.ndim == 2 and (name.startswith("encoder.") or name.startswith(("embeddings.word", "embeddings.position")))


def write(path, model, vocab, keep):
    blob, listed = bytearray(), []

    def put(array):
        blob.extend(b"\0" * (-len(blob) % 64))
        at = len(blob)
        blob.extend(array.tobytes())
        return at

    for name, array in tensors(model, keep):
        entry = {"name": name, "shape": list(array.shape)}
        if as_int8(name, array):
            q, scale = quantize(array)
            entry.update(dtype="i8", offset=put(q), scale_offset=put(scale))
        else:
            entry.update(dtype="f32", offset=put(array.astype("<f4")))
        listed.append(entry)
    config = dict(model.config, positions=W.SIZE + 2, vocab=len(keep), tag_unit="word", tags_names=prepare.TAGS, names_names=prepare.NAMES,
                  window=W.SIZE, context=W.CONTEXT, scored=E.SCORED, max_gap=E.MAX_GAP)
    head = json.dumps({"config": config, "vocab": [vocab[i] for i in keep], "tensors": listed}, ensure_ascii=False, separators=(",", ":")).encode()
    start = len(MAGIC) + 4 + len(head)
    path.write_bytes(MAGIC + struct.pack("<I", len(head)) + head + b"\0" * (-start % 64) + bytes(blob))


def load(path):
    """The model of a model.bin, its int8 weights turned back to f32, and its pieces."""
    data = pathlib.Path(path).read_bytes()
    if data[:8] != MAGIC:
        raise SystemExit(f"{path}: not a model")
    size = struct.unpack("<I", data[8:12])[0]
    head = json.loads(data[12:12 + size])
    base = (12 + size + 63) // 64 * 64
    config = head["config"]
    model = M.Model(config["vocab"], config)
    # Only one token type is stored.
    model.bert.embeddings["token_type_embeddings"] = torch.nn.Embedding(1, config["hidden"])
    names = {header_name(k): k for k in model.state_dict()}
    state = {}
    for t in head["tensors"]:
        count = int(np.prod(t["shape"]))
        if t["dtype"] == "i8":
            q = np.frombuffer(data, np.int8, count, base + t["offset"]).reshape(t["shape"]).astype(np.float32)
            value = q * np.frombuffer(data, "<f4", t["shape"][0], base + t["scale_offset"])[:, None]
        else:
            value = np.frombuffer(data, "<f4", count, base + t["offset"]).reshape(t["shape"]).copy()
        state[names[t["name"]]] = torch.from_numpy(value)
    model.load_state_dict(state)
    return model.eval(), T.Pieces(head["vocab"])


# Made-up text with invented people: marks of every kind, capitals, accents, unknown signs, several paragraphs.
TEXTS = [
    "Norland to hold talks, minister says\nIda Ek, the foreign minister of Norland, said on Monday that the talks would go on. \"We stay at the table,\" "
    "she told reporters. \"There is no other way.\"\nAccording to two officials, SUDLAND has not answered yet.",
    "“The border will open in May,” President Otto Brandt wrote. “The tolls will go.\n“And nobody will wait again.”\n"
    "His rival, José Ólafsson, called the plan ‘a farce’ and declined to say more.",
    "Ms Lind didn't deny it: ``We knew,'' she said. The report shows 3.5% growth — more than the bank expected 日本.",
    "Yes.",
]


def cases(model, pieces):
    out = []
    with torch.no_grad():
        for text in TEXTS:
            feats = prepare.features(text, pieces)
            win = W.inputs(feats, 0, len(feats["spans"]), pieces)
            x = model.words(W.batch([win]))[0]
            logits = model.tag(x)
            spans = sources, cues, contents = E.spans_of(logits, model.crf)
            scores = []
            for role, others in ((0, sources), (1, contents)):
                for c in cues:
                    for o in others:
                        place = M.place(c, o, cues, feats["par"])
                        mean = lambda s: x[s[0]:s[1]].mean(0, keepdim=True)
                        score = model.link(role, mean(c), mean(o), torch.tensor([[place]]))
                        scores.append({"role": role, "cue": c, "other": o, "place": place, "score": round(float(score), 5)})
            none = [{"role": role, "span": s, "score": round(float(model.link.none(x[s[0]:s[1]].mean(0))[role]), 5)}
                    for role, spans in ((0, cues), (1, contents)) for s in spans]
            found = E.characters(feats, E.attributions(model, feats, pieces))
            out.append({"text": text, **win, "words": feats["spans"], "spans": spans, "logits": [[round(v, 5) for v in r] for r in logits.tolist()],
                        "names": [[round(v, 5) for v in r] for r in model.names(x).tolist()],
                        "links": scores, "none": none, "attributions": found})
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", required=True)
    ap.add_argument("--model", required=True)
    ap.add_argument("--seen", required=True, help="the prepared training articles")
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    model, _ = E.load(args.model, args.base)
    vocab = prepare.load_vocab(args.base)
    keep = kept(vocab, torch.load(args.seen, weights_only=False))
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "model.bin", model, vocab, keep)
    small, pieces = load(out / "model.bin")
    with open(out / "cases.json", "w", encoding="utf-8") as f:
        json.dump(cases(small, pieces), f, ensure_ascii=False)
    print(f"{len(keep)} pieces, {(out / 'model.bin').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

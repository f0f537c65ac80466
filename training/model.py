"""The encoder (BERT's architecture and names of weights), its extra inputs, and the three heads."""

import json
import pathlib

import torch
import torch.nn.functional as F
from torch import nn

CONFIG = {
    "layers": 6, "hidden": 384, "heads": 12, "intermediate": 1536, "eps": 1e-12, "positions": 512,
    "cap": 5, "quote": 3, "para": 2, "tags": 7, "names": 7, "link_dim": 64, "link_dist": 8, "link_para": 3, "link_between": 4,
}


class Layer(nn.Module):
    def __init__(self, c, dropout):
        super().__init__()
        h = c["hidden"]
        self.heads = c["heads"]
        self.attention = nn.ModuleDict({
            "self": nn.ModuleDict({k: nn.Linear(h, h) for k in ("query", "key", "value")}),
            "output": nn.ModuleDict({"dense": nn.Linear(h, h), "LayerNorm": nn.LayerNorm(h, eps=c["eps"])}),
        })
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(h, c["intermediate"])})
        self.output = nn.ModuleDict({"dense": nn.Linear(c["intermediate"], h), "LayerNorm": nn.LayerNorm(h, eps=c["eps"])})
        self.drop = nn.Dropout(dropout)
        self.p = dropout

    def forward(self, x, mask):
        b, n, h = x.shape
        q, k, v = (self.attention["self"][w](x).view(b, n, self.heads, -1).transpose(1, 2) for w in ("query", "key", "value"))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.attention["output"]["dense"](a.transpose(1, 2).reshape(b, n, h))
        x = self.attention["output"]["LayerNorm"](x + self.drop(a))
        y = self.output["dense"](F.gelu(self.intermediate["dense"](x)))
        return self.output["LayerNorm"](x + self.drop(y))


class Encoder(nn.Module):
    def __init__(self, c, vocab, dropout=0.1):
        super().__init__()
        h = c["hidden"]
        self.embeddings = nn.ModuleDict({
            "word_embeddings": nn.Embedding(vocab, h),
            "position_embeddings": nn.Embedding(c["positions"], h),
            "token_type_embeddings": nn.Embedding(2, h),
            "LayerNorm": nn.LayerNorm(h, eps=c["eps"]),
        })
        self.extra = nn.ModuleDict({k: nn.Embedding(c[k], h) for k in ("cap", "quote", "para")})
        for e in self.extra.values():
            nn.init.normal_(e.weight, std=0.02)
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(c, dropout) for _ in range(c["layers"]))})
        self.drop = nn.Dropout(dropout)

    def forward(self, ids, cap, quote, para, length):
        e = self.embeddings
        n = ids.shape[1]
        x = e["word_embeddings"](ids) + e["position_embeddings"].weight[:n] + e["token_type_embeddings"].weight[0]
        x = x + self.extra["cap"](cap) + self.extra["quote"](quote) + self.extra["para"](para)
        x = self.drop(e["LayerNorm"](x))
        mask = (torch.arange(n, device=ids.device)[None, :] < length[:, None])[:, None, None, :]
        for layer in self.encoder["layer"]:
            x = layer(x, mask)
        return x


class Crf(nn.Module):
    """Linear chain over the words of a window; transitions[i, j] is the score of tag j after tag i."""

    def __init__(self, tags):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))
        self.end = nn.Parameter(torch.zeros(tags))

    def loss(self, logits, tags, mask):
        """Negative log-likelihood, summed over the words. mask: which words count; the others are stepped over."""
        b, n, _ = logits.shape
        rows = torch.arange(b, device=logits.device)
        score = self.start[tags[:, 0]] + logits[:, 0].gather(1, tags[:, :1])[:, 0]
        alpha = self.start + logits[:, 0]
        last = tags[:, 0]
        for t in range(1, n):
            m = mask[:, t]
            step = self.transitions[last, tags[:, t]] + logits[rows, t, tags[:, t]]
            score = score + step * m
            new = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + logits[:, t]
            alpha = torch.where(m[:, None], new, alpha)
            last = torch.where(m, tags[:, t], last)
        score = score + self.end[last]
        return (torch.logsumexp(alpha + self.end, 1) - score).sum()


class Links(nn.Module):
    """Scores of (cue, other span): a scaled dot product of span means plus learned biases by place.

    role 0: the other span is a source, and the cue chooses one of them or none;
    role 1: it is a content, and the content chooses one of the cues or none.
    """

    def __init__(self, c):
        super().__init__()
        h, d = c["hidden"], c["link_dim"]
        self.d = d
        self.cue = nn.Linear(h, 2 * d)
        self.other = nn.Linear(h, 2 * d)
        self.none = nn.Linear(h, 2)
        self.dist = nn.Parameter(torch.zeros(2, 2, c["link_dist"]))
        self.para = nn.Parameter(torch.zeros(2, c["link_para"]))
        self.between = nn.Parameter(torch.zeros(2, 2, c["link_between"]))

    def forward(self, role, cue, other, place):
        """cue [C, h], other [N, h] span means; place [C, N, 4] of (after, distance, paragraphs, between). Scores [C, N]."""
        d = self.d
        q = self.cue(cue)[:, role * d:(role + 1) * d]
        k = self.other(other)[:, role * d:(role + 1) * d]
        after, dist, para, between = place.unbind(-1)
        return q @ k.T / d**0.5 + self.dist[role][after, dist] + self.para[role][para] + self.between[role][after, between]


def place(cue, other, cues, par):
    """(after, distance bucket, paragraph breaks, other cues between) of a span seen from a cue; spans are (first, last + 1) words."""
    after = int(other[0] >= cue[0])
    low, high = (cue[1], other[0]) if after else (other[1], cue[0])
    gap = max(0, high - low)
    dist = gap if gap < 3 else 3 if gap < 5 else 4 if gap < 10 else 5 if gap < 20 else 6 if gap < 50 else 7
    breaks = min(2, abs(par[cue[0]] - par[other[0]]))
    between = min(3, sum(low <= c[0] and c[1] <= high for c in cues))
    return after, dist, breaks, between


class Model(nn.Module):
    def __init__(self, vocab, config=CONFIG, dropout=0.1):
        super().__init__()
        self.config = dict(config)
        self.bert = Encoder(config, vocab, dropout)
        self.drop = nn.Dropout(dropout)
        self.tag = nn.Linear(config["hidden"], config["tags"])
        self.names = nn.Linear(config["hidden"], config["names"])
        self.crf = Crf(config["tags"])
        self.link = Links(config)

    def words(self, batch):
        """Vector of the first piece of each word: [windows, words, hidden]."""
        x = self.bert(batch["ids"], batch["cap"], batch["quote"], batch["para"], batch["length"]).float()
        return x.gather(1, batch["first"][:, :, None].expand(-1, -1, x.shape[2]))


def from_base(base, dropout=0.1):
    """The model with the base's encoder and new heads."""
    from safetensors.torch import load_file

    base = pathlib.Path(base)
    config = json.loads((base / "config.json").read_text())
    expected = (config["num_hidden_layers"], config["hidden_size"], config["num_attention_heads"], config["intermediate_size"])
    if expected != (CONFIG["layers"], CONFIG["hidden"], CONFIG["heads"], CONFIG["intermediate"]):
        raise SystemExit(f"unexpected base model: {expected}")
    if (base / "model.safetensors").exists():
        weights = load_file(base / "model.safetensors")
    else:
        weights = torch.load(base / "pytorch_model.bin", map_location="cpu", weights_only=True)
    model = Model(config["vocab_size"], dropout=dropout)
    weights = {k: v for k, v in weights.items() if k.startswith(("embeddings.", "encoder.")) and not k.endswith("position_ids")}
    missing, unexpected = model.bert.load_state_dict(weights, strict=False)
    if unexpected or any(not k.startswith("extra.") for k in missing):
        raise SystemExit(f"weights that do not fit: missing {missing}, unexpected {unexpected}")
    return model

#!/usr/bin/env python3
"""Fine-tunes the encoder with the tag, link and names heads.

usage: train.py --base DIR --out CHECKPOINT.pt TRAIN.pt
       torchrun --nproc_per_node 2 train.py ...   (several processes of one thread each: on a busy CPU far better than threads)

Works on a CPU or, with --device cuda, on an accelerator. The seed fixes the order and the cuts of the windows. With --minutes the learning
rate falls by the clock instead of by the steps, so that the run ends in time whatever the machine does besides.
"""

import argparse
import copy
import math
import os
import pathlib
import random
import time

import torch
import torch.distributed as dist
import torch.nn.functional as F

import model as M
import windows as W
from prepare import UNKNOWN, load_vocab
from text import Pieces


def epoch(data, pieces, rng, batch_size):
    """Batches of (article, start, end): cuts moved by a random first window, windows of like length together, in random order."""
    items = []
    for a in data:
        lengths = [len(p) for p in a["pieces"]]
        for start, end in W.cut(lengths, a["par"], first=rng.randint(80, W.SIZE)):
            # Half of the windows see the text before them as they will when the model is used.
            if rng.random() < 0.5:
                used = sum(lengths[start:end])
                start = W.context(lengths, start, min(W.CONTEXT, W.SIZE - used))
            items.append((a, start, end))
    rng.shuffle(items)
    out = []
    for i in range(0, len(items), 50 * batch_size):
        part = sorted(items[i:i + 50 * batch_size], key=lambda t: sum(len(p) for p in t[0]["pieces"][t[1]:t[2]]))
        out += [part[k:k + batch_size] for k in range(0, len(part) - batch_size + 1, batch_size)]
    # The few windows that do not fill a batch have their turn in another pass.
    rng.shuffle(out)
    return out


def link_loss(model, words, links, device):
    """Summed cross-entropy of the two choices over the gold spans of one window."""
    total = words.new_zeros(())
    if not links["cues"]:
        return total
    mean = lambda spans: torch.stack([words[s:e].mean(0) for s, e in spans])
    cues = mean(links["cues"])
    for role, others, places, choice in (
        (0, "sources", "place_source", "source_of"),
        (1, "contents", "place_content", "cue_of"),
    ):
        target = torch.tensor(links[choice], device=device)
        none = model.link.none
        if links[others]:
            other = mean(links[others])
            score = model.link(role, cues, other, torch.tensor(links[places], device=device))
            score = torch.cat([score, none(cues)[:, :1]], 1) if role == 0 else torch.cat([score.T, none(other)[:, 1:]], 1)
            total = total + F.cross_entropy(score, target, reduction="sum")
    return total


def hide(window, lengths, share, rng, mask):
    """Replaces the pieces of some words by [MASK], so that the words around them have to do."""
    for at, length in zip(window["first"], lengths):
        if rng.random() < share:
            window["ids"][at:at + length] = [mask] * length
    return window


def step_loss(model, part, pieces, device, args, rng):
    ins = [hide(W.inputs(a, s, e, pieces), [len(p) for p in a["pieces"][s:e]], args.hide, rng, pieces.ids["[MASK]"]) for a, s, e in part]
    b = W.batch(ins, device)
    width = b["first"].shape[1]
    pad = lambda rows, fill: torch.tensor([r + [fill] * (width - len(r)) for r in rows], device=device)
    # A span cut by the window's start begins there with its I tag.
    tags = pad([a["tags"][s:e] for a, s, e in part], 0)
    mask = pad([a["keep"][s:e] for a, s, e in part], False)
    names = pad([a["names"][s:e] for a, s, e in part], UNKNOWN)
    with torch.autocast(device_type=device.split(":")[0], dtype=torch.bfloat16, enabled=args.bf16):
        words = model.drop(model.words(b))
    of_names = F.cross_entropy(model.names(words).flatten(0, 1), names.flatten(), ignore_index=UNKNOWN, reduction="sum")
    if args.names_only:
        return of_names / sum(e - s for _, s, e in part)
    loss = model.crf.loss(model.tag(words), tags, mask) + args.names_weight * of_names
    for i, (a, s, e) in enumerate(part):
        found = W.links(a, s, e)
        shift = lambda spans: [(x - s, y - s) for x, y in spans]
        found.update({k: shift(found[k]) for k in ("cues", "sources", "contents")})
        loss = loss + link_loss(model, words[i], found, device)
    return loss / sum(e - s for _, s, e in part)


def groups(model, rate, head_rate, decay):
    """Lower layers learn more slowly; the new parts faster; no weight decay for biases and norms."""
    out = {}
    layers = model.config["layers"]
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("bert.encoder.layer."):
            lr = rate * decay ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith("bert.extra"):
            lr = head_rate
        elif name.startswith("bert."):
            lr = rate * decay**layers
        else:
            lr = head_rate
        wd = 0.0 if p.ndim < 2 or name.startswith(("crf", "link.dist", "link.para", "link.between")) else 0.01
        out.setdefault((lr, wd), []).append(p)
    return [{"params": ps, "lr": lr, "weight_decay": wd} for (lr, wd), ps in out.items()]


def share(params, value):
    """Averages the gradients, and one number, over the processes."""
    grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in params]
    flat = torch.cat([g.flatten() for g in grads] + [torch.tensor([value], device=grads[0].device)])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in params:
        p.grad = flat[at:at + p.numel()].view_as(p)
        at += p.numel()
    return float(flat[-1])


def save(path, model, step, passes):
    tmp = pathlib.Path(str(path) + ".part")
    torch.save({"model": model.state_dict(), "config": model.config, "step": step, "passes": passes}, tmp)
    tmp.replace(path)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("train")
    ap.add_argument("--base", required=True, help="folder of the base model")
    ap.add_argument("--out", required=True)
    ap.add_argument("--init", metavar="CHECKPOINT", help="go on from these weights instead of the base's")
    ap.add_argument("--passes", type=float, default=6)
    ap.add_argument("--minutes", type=float, help="end after this time: the schedule follows the clock")
    ap.add_argument("--batch", type=int, default=8, help="windows a process and step")
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--layer-decay", type=float, default=0.9)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--hide", type=float, default=0.0, help="share of the words hidden from the encoder")
    ap.add_argument("--names-weight", type=float, default=0.3, help="weight of the names head in the loss")
    ap.add_argument("--names-only", action="store_true", help="train the names head alone, on the encoder as it is")
    ap.add_argument("--train-words", action="store_true", help="train the word embeddings too")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--bf16", action="store_true", help="mixed precision; faster only where the machine has it")
    ap.add_argument("--save-every", type=float, default=8, metavar="MINUTES")
    args = ap.parse_args()

    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    if world > 1:
        dist.init_process_group("gloo")
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    torch.set_num_threads(args.threads)
    pieces = Pieces(load_vocab(args.base))
    data = torch.load(args.train, weights_only=False)
    model = M.from_base(args.base, args.dropout).to(args.device).train()
    if args.init:
        # A head that the checkpoint lacks starts anew.
        model.load_state_dict(torch.load(args.init, map_location=args.device, weights_only=True)["model"], strict=False)
    # Words that the training data lack must stay comparable with those it has.
    model.bert.embeddings["word_embeddings"].weight.requires_grad_(args.train_words)
    if args.names_only:
        for name, p in model.named_parameters():
            p.requires_grad_(name.startswith("names."))
    torch.manual_seed(args.seed + rank)
    params = [p for p in model.parameters() if p.requires_grad]
    # The average of the recent weights is what is kept.
    average = copy.deepcopy(model).eval()
    optimizer = torch.optim.AdamW(groups(model, args.rate, args.head_rate, args.layer_decay), betas=(0.9, 0.98), fused=True)
    peaks = [g["lr"] for g in optimizer.param_groups]
    first = [b[rank::world] for b in epoch(data, pieces, rng, args.batch * world)]
    total = math.ceil(len(first) * args.passes)
    started = saved = shown = time.time()
    step, running, queue, elapsed, per_pass = 0, 0.0, first, 0.0, len(first)
    while True:
        done = elapsed / 60 / args.minutes if args.minutes else step / total
        if done >= 1:
            break
        if not queue:
            queue = [b[rank::world] for b in epoch(data, pieces, rng, args.batch * world)]
        part = queue.pop()
        # Linear from nothing over 5 % of the way, then linear to nothing.
        factor = min(done / 0.05 if args.minutes else (step + 1) / (0.05 * total), 1.0) * min(1.0, (1 - done) / 0.95)
        for g, peak in zip(optimizer.param_groups, peaks):
            g["lr"] = peak * max(factor, 1e-3)
        loss = step_loss(model, part, pieces, args.device, args, rng)
        loss.backward()
        elapsed = time.time() - started
        if world > 1:
            elapsed = share(params, elapsed)
        torch.nn.utils.clip_grad_norm_(params, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        running += loss.item()
        if step % 10 == 0:
            keep = min(0.97, step / (step + 100))
            with torch.no_grad():
                for p, q in zip(average.parameters(), model.parameters()):
                    p.lerp_(q, 1 - keep)
        now = time.time()
        if rank:
            continue
        if step % 20 == 0:
            print(f"step {step} pass {step / per_pass:.2f} loss {running / 20:.4f} {(now - shown) / 20:.2f} s/step {elapsed / 60:.1f} min", flush=True)
            running, shown = 0.0, now
        if now - saved > 60 * args.save_every:
            save(args.out, average, step, step / per_pass)
            saved = now
    if rank:
        return
    save(args.out, average, step, step / per_pass)
    save(str(args.out) + ".last", model, step, step / per_pass)
    print(f"{step} steps, {step / per_pass:.2f} passes, {(time.time() - started) / 60:.1f} minutes")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The average of two checkpoints of one run: where the second went on from the first, it often does better than either.

usage: average.py FIRST.pt SECOND.pt OUT.pt [--share 0.5]

A head that the first lacks is the second's; it was trained on the second's encoder, so train it once more on the average (train.py --names-only).
(Wortsman and others 2022, Model soups.)
"""

import argparse

import torch


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("first")
    ap.add_argument("second")
    ap.add_argument("out")
    ap.add_argument("--share", type=float, default=0.5, help="of the second")
    args = ap.parse_args()
    first, second = (torch.load(path, map_location="cpu", weights_only=True) for path in (args.first, args.second))
    for name, value in second["model"].items():
        if name in first["model"] and value.is_floating_point():
            second["model"][name] = torch.lerp(first["model"][name], value, args.share)
    torch.save(second, args.out)


if __name__ == "__main__":
    main()

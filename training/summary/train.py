#!/usr/bin/env python3
"""Learns the weights of the default summary and prints src/summarize/model.tsv; figures go to stderr.

    python3 training/summary/train.py --bin target/release/onrecord --data FOLDER --cache FOLDER > src/summarize/model.tsv

FOLDER holds cnn.dev.jsonl.gz and orangesum.dev.jsonl.gz (id, text, title?, summary). Two models: `en` learns from CNN, `other` from CNN and
OrangeSum together, without the features that need English word lists. Each is a logistic regression on whether a sentence is in the best
extract of its article. CNN has no titles, so `en` takes its weight of `title` from `other`. --cv cross-validates (5 parts).
"""
import argparse, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from data import load

# Sentences whose features hold in every language: GENERAL in src/summarize/features.rs.
GENERAL = 45
STRENGTH = 0.05


def stacked(articles):
    y = [[i in a.oracle for i in range(len(a.texts))] for a in articles]
    return np.vstack([a.X for a in articles])[:, :GENERAL].astype(float), np.concatenate(y).astype(int)


def fit(articles):
    """Centre and weight of each feature."""
    X, y = stacked(articles)
    centre, spread = X.mean(0), X.std(0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit((X - centre) / spread, y)
    return centre, np.where(X.std(0) > 0, model.coef_[0] / spread, 0.0)


def gain(articles, weights, count):
    """ROUGE-1 and -2 over the first sentences, by the highest scores alone."""
    rows = []
    for a, (_, w) in zip(articles, weights, strict=True):
        score = a.X[:, :GENERAL] @ w
        taken = sorted(range(len(score)), key=lambda i: (-score[i], i))[:count]
        rows.append(np.subtract(a.rouge(taken), a.rouge(range(min(count, len(score))))))
    return np.mean(rows, 0).round(2)


def crossed(articles, others, parts=5):
    models = [fit([a for i, a in enumerate(articles) if i % parts != p] + others) for p in range(parts)]
    return [models[i % parts] for i in range(len(articles))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', default='onrecord')
    parser.add_argument('--data', required=True)
    parser.add_argument('--cache', required=True)
    parser.add_argument('--cv', action='store_true')
    args = parser.parse_args()
    english = load(args.bin, f'{args.data}/cnn.dev.jsonl.gz', args.cache)
    french = load(args.bin, f'{args.data}/orangesum.dev.jsonl.gz', args.cache, 'fr')
    if args.cv:
        print('CNN, three sentences:', gain(english, crossed(english, []), 3), file=sys.stderr)
        print('OrangeSum, two:', gain(french, crossed(french, english), 2), file=sys.stderr)
    names = english[0].names[:GENERAL]
    (centre, en), (_, other) = fit(english), fit(english + french)
    en[names.index('title')] = other[names.index('title')]
    print('# The weights of the default summary; MODEL.md beside this file says how they came about.')
    print('# Columns: feature, its mean (from which it is counted), weight in English, weight in other languages.')
    print('# Made by training/summary/train.py. Licence: as the project.')
    for row in zip(names, centre, en, other, strict=True):
        print(row[0], *(f'{v:.4f}' for v in row[1:]), sep='\t')


if __name__ == '__main__':
    main()

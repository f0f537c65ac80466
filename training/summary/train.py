#!/usr/bin/env python3
"""Learns the weights of the default summary: writes model.tsv and words.tsv; figures go to stderr.

    python3 training/summary/train.py --bin target/release/onrecord --data FOLDER --cache FOLDER --out src/summarize [--cv]

FOLDER holds cnn.dev.jsonl.gz and orangesum.dev.jsonl.gz (id, text, title?, summary). Two models: `en` learns from CNN, `other` from CNN and
OrangeSum together, without the features that need English word lists. CNN has no titles, so `en` takes the weights of titles from `other`.

1. How likely each word of an article, and each pair of words in a row, stand in the summary: logistic regressions.
2. Whether a sentence is in the best extract: a logistic regression, from which the third step starts.
3. All weights of sentences and sets are moved so that the expected ROUGE-1 plus ROUGE-2 of the set chosen rises (softmax over the sets of the
   best sentences of each article), held back by their distance from where they started.

--cv cross-validates by the values alone: 5 parts, article i being in part i % 5. The weights learnt without part P are written to OUT/partP: built
with them, the program can be scored on that part, which cross-validates the whole.
"""
import argparse, itertools, os, sys
import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from data import load

# Sentences whose features hold in every language: GENERAL in src/summarize/features.rs.
GENERAL = 45
STRENGTH = 0.05
# As in src/summarize/likely.rs and sets.rs.
STOP, WRITTEN, LONG = 0.35, 15.0, 20.0
WORD = ('often often_of_most often_rare sentences rare near2 near6 near15 first second third lead lead_often capital capital_often '
        'capital_near figure letters spread unheard once twice near_often quoted title').split()
PAIR = 'often again near2 near8 first stop_left stop_right stops left right ln_left ln_right both'.split()
SET = 'words pairs alike length length_squared'.split()
# Sets are made of so many sentences; how far weights may move from where they started.
POOL, HOLD = 10, 0.25
PARTS = 5


def logistic(X, y, strength):
    """Weights for features as they are, and the bias."""
    centre, spread = X.mean(0), X.std(0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=500).fit((X - centre) / spread, y)
    weights = np.where(X.std(0) > 1e-9, model.coef_[0] / spread, 0.0)
    return weights, model.intercept_[0] - weights @ centre


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Model:
    """The weights of one language group."""
    def fit(self, articles):
        self.word, self.word_bias = logistic(np.vstack([a.W for a in articles]), np.concatenate([a.word_in for a in articles]), 1.0)
        self.pair, self.pair_bias = logistic(np.vstack([self.pairs(a) for a in articles]), np.concatenate([a.pair_in for a in articles]), 1.0)
        X = np.vstack([a.X[:, :GENERAL] for a in articles]).astype(float)
        y = np.concatenate([[i in a.oracle for i in range(len(a.texts))] for a in articles])
        self.centre, self.spread = X.mean(0), X.std(0) + 1e-6
        start = LogisticRegression(C=STRENGTH, max_iter=500).fit((X - self.centre) / self.spread, y).coef_[0] * (X.std(0) > 1e-9)
        self.weights, self.sets = start, np.zeros(len(SET))
        self.move(articles, start)
        return self

    def pairs(self, a):
        """The pairs' features, those included that hang on how likely their words are."""
        self.likely(a)
        chance = np.append(a.word_chance, STOP)
        both = chance[a.pair_words]
        return np.hstack([a.P, both, np.log(both + 1e-6), both[:, :1] * both[:, 1:]])

    def likely(self, a):
        a.word_chance = sigmoid(a.W @ self.word + self.word_bias)

    def prepare(self, a):
        a.pair_chance = sigmoid(self.pairs(a) @ self.pair + self.pair_bias)

    def scores(self, a):
        return (a.X[:, :GENERAL] - self.centre) / self.spread @ self.weights

    def pool(self, a, count):
        """The sets of `count` of the best sentences, with their features."""
        score = self.scores(a)
        best = sorted(sorted(range(len(score)), key=lambda i: (-score[i], i))[:POOL])
        found = list(itertools.combinations(best, min(count, len(best))))
        return found, np.array([set_row(a, chosen) for chosen in found])

    def move(self, articles, start):
        rows = []
        for a in articles:
            self.prepare(a)
            found, sets = self.pool(a, a.count)
            X = (a.X[:, :GENERAL] - self.centre) / self.spread
            rouge = np.array([sum(a.rouge(chosen)) for chosen in found])
            rows.append((np.array([X[list(chosen)].sum(0) for chosen in found]), sets, rouge))
        self.set_centre = np.vstack([s for _, s, _ in rows]).mean(0)
        self.set_spread = np.vstack([s - s.mean(0) for _, s, _ in rows]).std(0) + 1e-6
        most, size = max(len(r) for *_, r in rows), GENERAL + len(SET)
        F = np.zeros((len(rows), most, size), np.float32)
        R, gone = np.zeros((len(rows), most), np.float32), np.full((len(rows), most), -1e9, np.float32)
        for i, (x, s, r) in enumerate(rows):
            F[i, :len(r), :GENERAL], F[i, :len(r), GENERAL:] = x, (s - self.set_centre) / self.set_spread
            R[i, :len(r)], gone[i, :len(r)] = r, 0
        start = np.append(start, np.zeros(len(SET)))

        def loss(w):
            s = F @ w.astype(np.float32) + gone
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            expected = (p * R).sum(1)
            slope = ((p * (R - expected[:, None]))[:, None, :] @ F).sum((0, 1)) / len(rows)
            moved = w - start
            return float(-expected.mean() + HOLD * moved @ moved), (-slope + 2 * HOLD * moved).astype(float)

        w = minimize(loss, start, jac=True, method='L-BFGS-B', options={'maxiter': 60}).x
        # What select.rs takes off for faults is in the measure of the second step.
        X = np.vstack([a.X[:, :GENERAL] for a in articles]) - self.centre
        scale = np.std(X / self.spread @ start[:GENERAL]) / np.std(X / self.spread @ w[:GENERAL])
        self.weights, self.sets = w[:GENERAL] * scale, w[GENERAL:] * scale

    def choose(self, a, count):
        self.prepare(a)
        found, sets = self.pool(a, count)
        score = self.scores(a)
        values = [score[list(c)].sum() + count / 3 * ((s - self.set_centre) / self.set_spread) @ self.sets for c, s in zip(found, sets)]
        return found[int(np.argmax(values))]


def set_row(a, chosen):
    """As `Sets::row` in src/summarize/sets.rs."""
    words = set().union(*(a.words_of[i] for i in chosen))
    pairs = set().union(*(a.pairs_of[i] for i in chosen))
    length, stops = a.sizes[list(chosen)].sum(0)
    count = len(chosen)
    both = max(length + WRITTEN * count, 1.0)
    alike = sum(len(a.words_of[i] & a.words_of[j]) / max(min(len(a.words_of[i]), len(a.words_of[j])), 1)
                for i, j in itertools.combinations(chosen, 2))
    alike *= 6 / (count * (count - 1)) if count > 1 else 0
    long = length / count / LONG
    return [(a.word_chance[sorted(words)].sum() + STOP * stops) * 10 / both, a.pair_chance[sorted(pairs)].sum() * 20 / both, alike, long,
            long * long]


def parted(articles, without):
    return [a for i, a in enumerate(articles) if i % PARTS != without]


def gain(articles, models, count):
    """ROUGE-1 and -2 over the first sentences by the values alone, and the words."""
    rows = []
    for a, model in zip(articles, models, strict=True):
        chosen = model.choose(a, count)
        rows.append(np.append(np.subtract(a.rouge(chosen), a.rouge(range(min(count, len(a.texts))))), a.sizes[list(chosen), 0].sum()))
    return np.mean(rows, 0).round(2)


def crossed(articles, others):
    return [Model().fit(parted(articles, p) + others) for p in range(PARTS)]


def spread(models, articles):
    return [models[i % PARTS] for i in range(len(articles))]


def write(path, header, rows):
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(f'# {line}\n' for line in header)
        file.writelines('\t'.join(v if isinstance(v, str) else f'{v:.4f}' for v in row) + '\n' for row in rows)


def save(folder, names, en, other):
    os.makedirs(folder, exist_ok=True)
    for part in (en, other):
        part.raw = part.weights / part.spread
        part.raw_sets = part.sets / part.set_spread
    title = names.index('title')
    en.raw[title] = other.raw[title]
    en.word[WORD.index('title')] = other.word[WORD.index('title')]
    made = 'Made by training/summary/train.py. Licence: as the project.'
    write(f'{folder}/model.tsv', ['The weights of the default summary; MODEL.md beside this file says how they came about.',
                                  'Columns: feature, its mean (from which it is counted), weight in English, weight in other languages.', made],
          zip(names, en.centre, en.raw, other.raw, strict=True))
    rows = [('word', 'bias', 0.0, en.word_bias, other.word_bias)]
    rows += [('word', n, 0.0, *v) for n, *v in zip(WORD, en.word, other.word, strict=True)]
    rows += [('pair', 'bias', 0.0, en.pair_bias, other.pair_bias)]
    rows += [('pair', n, 0.0, *v) for n, *v in zip(PAIR, en.pair, other.pair, strict=True)]
    rows += [('set', n, *v) for n, *v in zip(SET, en.set_centre, en.raw_sets, other.raw_sets, strict=True)]
    write(f'{folder}/words.tsv', ['By which words, pairs of words in a row and sets of sentences are valued; MODEL.md says how they came about.',
                                  'Columns: part, feature, its mean (from which it is counted), weight in English, weight in other languages.',
                                  made], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', default='onrecord')
    parser.add_argument('--data', required=True)
    parser.add_argument('--cache', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--cv', action='store_true')
    args = parser.parse_args()
    english = load(args.bin, f'{args.data}/cnn.dev.jsonl.gz', args.cache)
    french = load(args.bin, f'{args.data}/orangesum.dev.jsonl.gz', args.cache, 'fr')
    for articles, count in ((english, 3), (french, 2)):
        for a in articles:
            a.count = count
    if args.cv:
        en, other = crossed(english, []), crossed(french, english)
        for part in range(PARTS):
            save(f'{args.out}/part{part}', english[0].names[:GENERAL], en[part], other[part])
        print('CNN, three sentences:', gain(english, spread(en, english), 3), file=sys.stderr)
        print('OrangeSum, two:', gain(french, spread(other, french), 2), file=sys.stderr)
    en, other = Model().fit(english), Model().fit(english + french)
    save(args.out, english[0].names[:GENERAL], en, other)


if __name__ == '__main__':
    main()

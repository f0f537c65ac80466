"""Articles with their features and their best extracts, kept in one file a data set.

Features come from the program itself (`onrecord summarize --features`), so that training and use see the same sentences and numbers.
The best extract is found greedily: the sentence that raises ROUGE-1 plus ROUGE-2 (F1) most is taken until none does.
"""
import collections, functools, gzip, json, os, pickle, re, subprocess, tempfile
import numpy as np
from nltk.stem import porter

STEM = functools.lru_cache(1 << 20)(lambda w: porter.PorterStemmer().stem(w) if len(w) > 3 else w)


def tokens(text, lang):
    """As Google's rouge-score has them for English; Unicode words without stemming for other languages."""
    if lang != 'en':
        return re.findall(r'\w+', text.lower())
    return [STEM(w) for w in re.sub(r'[^a-z0-9]+', ' ', text.lower()).split()]


def lines(path):
    with (gzip.open if path.endswith('.gz') else open)(path, 'rt', encoding='utf-8') as file:
        return [json.loads(line) for line in file if line.strip()]


def grams(words):
    ids = collections.Counter(words)
    return ids, collections.Counter(zip(words, words[1:]))


def f1(hit, one, other):
    return 2 * hit / (one + other) if hit else 0.0


class Article:
    """One article: a row of features a sentence, and what is needed to score any set of its sentences."""
    def __init__(self, row, gold, lang, written):
        self.id, self.names, self.texts, self.terms = row['id'], row['names'], row['texts'], row['terms']
        self.X = np.array(row['rows'], dtype=np.float32).reshape(len(self.texts), -1)
        self.words = np.array([len(t.split()) for t in self.texts])
        # What is known of each word that is no stop word, and of each pair in a row; a stop word in a pair is the last index.
        self.W, self.P = (np.array(row[k], dtype=np.float32).reshape(len(row[k]), -1) for k in ('words', 'pairs'))
        self.words_of, self.pairs_of = ([frozenset(s) for s in row[k]] for k in ('words_of', 'pairs_of'))
        self.sizes = np.array(row['sizes'], dtype=float).reshape(-1, 2)
        self.pair_words = np.minimum(np.array(row['pair_words'], dtype=int).reshape(-1, 2), len(row['terms']))
        # Which of them stand in what the editor wrote, by the program's stems.
        words, pairs = set(written['terms']), set(written['pair_stems'])
        self.word_in = np.array([t in words for t in row['terms']], dtype=bool)
        self.pair_in = np.array([t in pairs for t in row['pair_stems']], dtype=bool)
        self.toks = [tokens(t, lang) for t in self.texts]
        # The scorer joins sentences, so that two-word runs go over their boundaries.
        self.ref = grams([w for s in gold for w in tokens(s, lang)])
        self.ref_words = sum(len(s.split()) for s in gold)
        self.n_ref = sum(self.ref[0].values())
        self.memo = {}
        self.oracle = self.best()

    def rouge(self, chosen):
        chosen = tuple(sorted(chosen))
        if chosen not in self.memo:
            words = [w for i in chosen for w in self.toks[i]]
            one, two = grams(words)
            a = f1(sum((one & self.ref[0]).values()), len(words), self.n_ref)
            b = f1(sum((two & self.ref[1]).values()), max(len(words) - 1, 0), max(self.n_ref - 1, 0))
            self.memo[chosen] = (a * 100, b * 100)
        return self.memo[chosen]

    def best(self, most=3):
        chosen, score = [], 0.0
        while len(chosen) < most:
            options = [(sum(self.rouge(chosen + [i])), -i) for i in range(len(self.texts)) if i not in chosen]
            if not options or max(options)[0] <= score:
                break
            score, i = max(options)
            chosen.append(-i)
        return chosen


def load(binary, path, cache, lang='en', most=None):
    """The articles of a data set, from the cache if it is there."""
    name = os.path.join(cache, os.path.basename(path).split('.')[0] + '.pickle')
    if os.path.exists(name):
        with open(name, 'rb') as file:
            return pickle.load(file)[:most]
    gold = lines(path)
    with tempfile.TemporaryDirectory() as folder:
        given = os.path.join(folder, 'given.jsonl')
        with open(given, 'w', encoding='utf-8') as file:
            for d in gold:
                kept = {k: d[k] for k in ('id', 'text', 'title') if isinstance(d.get(k), str)}
                for text in (kept, {'id': 'written', 'text': ' '.join(d['summary'])}):
                    file.write(json.dumps(text, ensure_ascii=False) + '\n')
        command = [binary, 'summarize', given, '--features', '--quiet', '--language', lang]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            rows = map(json.loads, run.stdout)
            articles = [Article(row, d['summary'], lang, written) for row, written, d in zip(rows, rows, gold)]
    if run.returncode or len(articles) < len(gold):
        raise SystemExit(f'{path}: features of {len(articles)} of {len(gold)} articles')
    with open(name, 'wb') as file:
        pickle.dump(articles, file)
    return articles[:most]

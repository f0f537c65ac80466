#!/usr/bin/env python3
"""Makes the expected figures of tests/rouge.rs with Google's scorer and NLTK's stemmer.

    pip install rouge-score==0.1.2 nltk
    python3 tests/rouge/make.py

Reads pairs.jsonl (made-up summaries: id, reference, summary, as lists of sentences) and words.txt; writes scores.jsonl and stems.tsv.
"""
import json
import os

from nltk.stem.porter import PorterStemmer
from rouge_score import rouge_scorer

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ['rouge1', 'rouge2', 'rougeLsum']


def path(name):
    return os.path.join(HERE, name)


with open(path('pairs.jsonl'), encoding='utf-8') as file:
    pairs = [json.loads(line) for line in file]
with open(path('scores.jsonl'), 'w', encoding='utf-8', newline='\n') as out:
    for pair in pairs:
        row = {'id': pair['id']}
        for name, stemmer in (('stemmed', True), ('plain', False)):
            scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=stemmer)
            scores = scorer.score('\n'.join(pair['reference']), '\n'.join(pair['summary']))
            row[name] = {kind: [round(v, 6) for v in scores[kind]] for kind in TYPES}
        out.write(json.dumps(row) + '\n')

stem = PorterStemmer().stem
with open(path('words.txt'), encoding='utf-8') as file, open(path('stems.tsv'), 'w', encoding='utf-8', newline='\n') as out:
    for word in sorted({line.strip() for line in file if line.strip()}):
        out.write(f'{word}\t{stem(word)}\n')

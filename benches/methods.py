#!/usr/bin/env python3
"""Every method of `onrecord summarize` against the same method of sumy, on the same sentences.  Needs: pip install sumy numpy

    python3 benches/methods.py GOLD [--articles 500] [--bin PATH] [--no-sumy] [METHOD ...]

GOLD  .jsonl or .jsonl.gz, an article a line with `id`, `text` and `summary` (a list of sentences), and `title` where it has one

Three sentences an article; articles are drawn with a fixed seed. ROUGE and intervals are those of `onrecord score summaries`. sumy gets its
English stemmer and stop words; its word tokenizer without the sentence model of NLTK, which has to be downloaded; for Edmundson our word list.
Its LSA fills a matrix in a loop that takes minutes an article; the same sum is done here in one line.
"""
import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile

METHODS = ['lead', 'tfidf', 'centroid', 'luhn', 'edmundson', 'lsa', 'lexrank', 'textrank', 'sumbasic', 'kl', 'random']
WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'src', 'lexicon', 'en', 'bonus_stigma.tsv')


def newest():
    built = [p for p in ('target/release/onrecord', 'target/debug/onrecord') if os.path.exists(p)]
    return max(built, key=os.path.getmtime, default='onrecord')


def write(path, rows):
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)
    return path


def output(command):
    done = subprocess.run(command, capture_output=True, text=True, encoding='utf-8')
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def sumy_methods():
    """sumy's summarizers by our names, each a function of paragraphs of sentences."""
    import numpy
    from nltk.tokenize import NLTKWordTokenizer
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.summarizers import edmundson, kl, lex_rank, lsa, luhn, sum_basic, text_rank
    from sumy.summarizers import random as chance
    from sumy.utils import get_stop_words

    class Words:
        tokenizer, pattern = NLTKWordTokenizer(), Tokenizer._WORD_PATTERN

        def to_words(self, text):
            return tuple(w for w in self.tokenizer.tokenize(text) if self.pattern.match(w))

    def frequency(_self, matrix, smooth=0.4):
        most = numpy.max(matrix, axis=0)
        return smooth + (1.0 - smooth) * matrix / numpy.where(most == 0, 1, most)

    lsa.LsaSummarizer._compute_term_frequency = frequency
    kinds = {'luhn': luhn.LuhnSummarizer, 'edmundson': edmundson.EdmundsonSummarizer, 'lsa': lsa.LsaSummarizer,
             'lexrank': lex_rank.LexRankSummarizer, 'textrank': text_rank.TextRankSummarizer,
             'sumbasic': sum_basic.SumBasicSummarizer, 'kl': kl.KLSummarizer, 'random': chance.RandomSummarizer}
    stemmer, stop, words = Stemmer('english'), get_stop_words('english'), Words()
    with open(WORDS, encoding='utf-8') as file:
        cues = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]

    def method(name):
        summarizer = kinds[name](stemmer)
        if name == 'edmundson':
            summarizer.bonus_words = [w for w, kind in cues if kind == 'bonus']
            summarizer.stigma_words = [w for w, kind in cues if kind == 'stigma']
            summarizer.null_words = stop
        elif name != 'random':
            summarizer.stop_words = stop

        def run(paragraphs):
            document = ObjectDocumentModel([Paragraph([Sentence(s, words) for s in p]) for p in paragraphs])
            return [str(s) for s in summarizer(document, 3)]
        return run
    return {name: method(name) for name in kinds}


def paragraphs(article, document):
    """The sentences that onrecord sees, in paragraphs: a line break between two begins a new one."""
    out, end = [], None
    for sentence in document['sentences']:
        if end is None or '\n' in article['text'][end:sentence['start']]:
            out.append([])
        out[-1].append(sentence['text'])
        end = sentence['end']
    return out


def shown(report, key):
    scores = report['systems'][key]
    return '%.1f / %.1f' % (100 * scores['rouge1']['f1']['mean'], 100 * scores['rouge2']['f1']['mean'])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('gold')
    parser.add_argument('methods', nargs='*', default=METHODS)
    parser.add_argument('--articles', type=int, default=500)
    parser.add_argument('--bin', default=newest())
    parser.add_argument('--no-sumy', action='store_true')
    args = parser.parse_intermixed_args()
    with (gzip.open if args.gold.endswith('.gz') else open)(args.gold, 'rt', encoding='utf-8') as file:
        articles = [json.loads(line) for line in file]
    random.Random(0).shuffle(articles)
    articles = articles[:args.articles]
    theirs = {} if args.no_sumy else sumy_methods()
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        def inside(name):
            return os.path.join(folder, name)
        given = write(inside('given.jsonl'), [{k: a[k] for k in ('id', 'text', 'title') if a.get(k)} for a in articles])
        gold = write(inside('gold.jsonl'), [{'id': a['id'], 'summary': a['summary']} for a in articles])
        seen = output([args.bin, 'sentences', '--format', 'jsonl', '--offsets', 'char', '-q', given]).splitlines()
        seen = [(d['id'], paragraphs(a, d)) for a, d in zip(articles, map(json.loads, seen))]
        print('| method | onrecord, R1 / R2 | sumy, R1 / R2 | difference of R1, 95 % |\n|---|---|---|---|')
        for name in args.methods:
            ours = inside('ours.jsonl')
            with open(ours, 'w', encoding='utf-8') as file:
                file.write(output([args.bin, 'summarize', '-q', '--method', name, '--format', 'jsonl', given]))
            command = [args.bin, 'score', 'summaries', ours, gold, '--format', 'jsonl']
            if name in theirs:
                rows = [{'id': id, 'summary': theirs[name](p)} for id, p in seen]
                command += ['--against', write(inside('sumy.jsonl'), rows)]
            report = json.loads(output(command))
            cells = [name, shown(report, 0), '', '']
            if 'difference' in report:
                gain = report['difference']['rouge1']['f1']
                cells[2:] = [shown(report, 1), '%+.1f [%+.1f, %+.1f]' % tuple(100 * gain[k] for k in ('mean', 'low', 'high'))]
            print('| ' + ' | '.join(cells) + ' |', flush=True)


if __name__ == '__main__':
    main()

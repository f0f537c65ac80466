#!/usr/bin/env python3
"""Counts in how many documents each term stands, for src/summarize/background/.

    python3 training/summary/background.py --bin target/release/onrecord --language en DATA.jsonl[.gz] ... > src/summarize/background/en.tsv

The terms are the program's own (`onrecord summarize --features`). A term is kept if at least --least documents hold it, so that nothing
of a single article is in the file; only counts are, no text.
"""
import argparse, collections, json, os, subprocess, sys, tempfile
from data import lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('data', nargs='+')
    parser.add_argument('--bin', default='onrecord')
    parser.add_argument('--language', required=True)
    parser.add_argument('--least', type=int, default=6)
    parser.add_argument('--origin', default='')
    args = parser.parse_args()
    holders, documents = collections.Counter(), 0
    for path in args.data:
        with tempfile.TemporaryDirectory() as folder:
            given = os.path.join(folder, 'given.jsonl')
            with open(given, 'w', encoding='utf-8') as file:
                for d in lines(path):
                    file.write(json.dumps({'id': d['id'], 'text': d['text']}, ensure_ascii=False) + '\n')
            command = [args.bin, 'summarize', given, '--features', '--quiet', '--language', args.language]
            done = subprocess.run(command, capture_output=True, check=True)
        for line in done.stdout.decode('utf-8').splitlines():
            documents += 1
            holders.update({t for t in json.loads(line)['terms'] if not any(c.isdigit() for c in t)})
    kept = sorted((t, n) for t, n in holders.items() if n >= args.least and len(t) < 30 and '\t' not in t)
    print(f'# In how many of {documents} news articles each stem stands; those of fewer than {args.least} are left out, and numbers.')
    print('# Columns: stem (empty: all articles), articles. Sorted. Made by training/summary/background.py.')
    print(f'# Origin: {args.origin}')
    print('# Licence: counts, as the project; no text of the articles is in here.')
    print(f'\t{documents}')
    for term, n in kept:
        print(f'{term}\t{n}')
    print(f'{documents} documents, {len(kept)} of {len(holders)} terms', file=sys.stderr)


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Runs onrecord over a marked corpus and hands its output to a scorer.  Python 3, standard library only.

    python3 benches/accuracy.py SCORER GOLD [--text FULL] [--bin PATH] [--engine E] [--polnear] [-- ARGUMENTS OF THE SCORER]

SCORER   a program that takes GOLD SYSTEM: score_claims.py and score_attribution.py, in the format of gold/PROTOCOL.md, or
         score_summaries.py, which is given three sentences of each article and, to compare with, the first three
GOLD     .jsonl or .jsonl.gz, an article a line with `id` and `text`. A gold without texts says in `source_set` which corpus it was drawn
         from: "polnear/dev" is ../data/polnear/dev.jsonl.gz, seen from the gold's folder, or what --text names. Texts, and the spans of
         attributions that the gold tells by id only, are those of the corpus
--polnear  for a gold marked as PolNeAR is: contents with the reporter's "that" and the quotation marks, which onrecord leaves out
--sentences  how many a summary has, where SCORER is score_summaries.py [default: 3]
--bin    the program to run [default: the one built last in target/release or target/debug]

The figures in ACCURACY.md are made with this.
"""
import argparse, gzip, json, os, subprocess, sys, tempfile


def lines(path):
    with (gzip.open if path.endswith('.gz') else open)(path, 'rt', encoding='utf-8') as file:
        return [json.loads(line) for line in file if line.strip()]


def write(folder, name, rows):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)
    return path


def pairs(spans):
    return [[s['start'], s['end']] for s in spans]


MARKS = ("``", "''", '"', '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb', "'", '\u2018', '\u2019')


def widened(text, spans):
    """The pieces of a content with the quotation marks around them and the "that" before them."""
    out = []
    for start, end in spans:
        before = next((m for m in MARKS if text[:start].endswith(m) and not text[:start - len(m)][-1:].isalnum()), '')
        after = next((m for m in MARKS if text.startswith(m, end)), '') if before or text[end:end + 1] not in ("'", '\u2019') else ''
        start, end = start - len(before), end + len(after)
        that = next((t for t in ('that ', 'that\n', 'that, ') if text[:start].endswith(t)), '')
        start -= len(that)
        out.append([start, end])
    return out


def converted(document, text=None):
    """An output line as a scorer reads it: spans as pairs, speakers by name; with the text, contents as PolNeAR marks them."""
    def content(spans):
        return widened(text, pairs(spans)) if text else pairs(spans)

    def claim(c):
        return dict(c, content=pairs(c['content']), conditions=pairs(c['conditions']), limits=pairs(c['limits']))

    def attribution(a):
        return dict(a, source=pairs(a['source']), cue=pairs(a['cue']), content=content(a['content']),
                    speaker=[s['name'] for s in a['speakers']], claims=[claim(c) for c in a.get('claims', [])])
    return {'id': document['id'], 'attributions': [attribution(a) for a in document['attributions']]}


def full(gold_path, gold, named):
    """The articles that a gold without texts was drawn from, by id: those of the file named, or of the one that `source_set` tells."""
    data = os.path.join(os.path.dirname(os.path.abspath(gold_path)), '..', 'data')
    told = {document['source_set'] for document in gold if 'text' not in document and 'source_set' in document}
    paths = [named] if named else [os.path.join(data, *name.split('/')) + '.jsonl.gz' for name in sorted(told)]
    return {document['id']: document for path in paths if named or os.path.exists(path) for document in lines(path)}


def joined(document, whole):
    """A document of the gold with its text. A sample of a corpus tells its attributions by id: the spans are the corpus's."""
    if 'text' in document:
        return document
    if whole is None:
        sys.exit(f"{document['id']}: the gold has no text of it; name the corpus with --text FULL")
    # PolNeAR's `type` is direct, indirect or mixed, which is `quote_type` here.
    marked = {a['id']: dict(a, quote_type=a.get('type', '?')) for a in whole.get('attributions', [])}
    found = [dict(marked.get(a['id'], {}), **a) for a in document['attributions']]
    if bare := next((a['id'] for a in found if 'content' not in a), None):
        sys.exit(f"{document['id']}: neither the gold nor the corpus has the content of its attribution {bare}")
    return dict(whole, **dict(document, attributions=found, sampled=len(found) < len(marked)))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, encoding='utf-8')
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def newest():
    built = [p for p in ('target/release/onrecord', 'target/debug/onrecord') if os.path.exists(p)]
    return max(built, key=os.path.getmtime, default='onrecord')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('scorer')
    parser.add_argument('gold')
    parser.add_argument('--text')
    parser.add_argument('--bin', default=newest())
    parser.add_argument('--engine')
    parser.add_argument('--sentences', default='3')
    parser.add_argument('--polnear', action='store_true')
    args, rest = parser.parse_known_args()
    rest = [a for a in rest if a != '--']
    gold = lines(args.gold)
    texts = full(args.gold, gold, args.text)
    gold = [joined(document, texts.get(document['id'])) for document in gold]
    with tempfile.TemporaryDirectory() as folder:
        kept = ('id', 'text', 'title', 'date', 'url', 'outlet')
        given = write(folder, 'given.jsonl', [{k: d[k] for k in kept if isinstance(d.get(k), str)} for d in gold])
        engine = ['--engine', args.engine] if args.engine else []
        if 'summaries' in os.path.basename(args.scorer):
            lead = run([args.bin, 'summarize', given, '-n', args.sentences, '--method', 'lead', '--format', 'jsonl'])
            ours = run([args.bin, 'summarize', given, '-n', args.sentences, '--format', 'jsonl'])
            systems = [write(folder, name, [{'id': d['id'], 'summary': [u['text'] for u in d['sentences']]} for d in rows])
                       for name, rows in (('first-three.jsonl', lead), ('onrecord.jsonl', ours))]
        else:
            command = ['attributions'] if 'attribution' in os.path.basename(args.scorer) else ['claims', '--all']
            rows = run([args.bin, *command, given, '--format', 'jsonl', '--offsets', 'char', *engine])
            whole = {d['id']: d['text'] for d in gold} if args.polnear else {}
            systems = [write(folder, 'system.jsonl', [converted(row, whole.get(row['id'])) for row in rows])]
        sys.exit(subprocess.run([sys.executable, args.scorer, write(folder, 'gold.jsonl', gold), *systems, *rest]).returncode)


if __name__ == '__main__':
    main()

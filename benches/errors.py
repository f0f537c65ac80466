#!/usr/bin/env python3
"""Lists the two worst errors, each with its sentence: words given to the wrong speaker, and conditions that were lost.

    python3 benches/accuracy.py benches/errors.py GOLD -- --matching SCORER [--counts]

GOLD      as for accuracy.py, which runs onrecord and hands its output on
SCORER    score_claims.py: its rules decide which attributions, names and conditions are the same
--counts  the numbers alone, as they stand in ACCURACY.md; the sentences belong to their publishers

  wrong speaker    the attribution is found and somebody else is named for it
  not resolved     the attribution is found, and the speaker is said to be unknown: visible, and no error of this kind
  lost condition   the attribution is found and a marked condition of it is not
  missed with all  a marked condition whose attribution was not found
  no condition     words taken for a condition that are none
"""
import argparse, importlib.util, re, sys

sys.dont_write_bytecode = True


def module(path):
    spec = importlib.util.spec_from_file_location('matching', path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def matched(score, words, gold, system):
    """Pairs of marked and found attributions, as the scorer makes them."""
    marked, found = [words.of(a['content']) for a in gold], [words.of(a['content']) for a in system]
    pairs = []
    for i, a in enumerate(marked):
        for j, b in enumerate(found):
            same = score.dice(a, b)
            if same >= 0.5:
                cue = bool(words.of(gold[i].get('cue')) & words.of(system[j].get('cue')))
                pairs.append((-round(same, 6), -sum(score.speaker_share(gold[i], system[j])), -cue, i, j))
    left, right = {}, set()
    for _, _, _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left[i] = j
            right.add(j)
    return left


def conditions(claims):
    return sorted({tuple(span) for claim in claims for span in claim.get('conditions') or []})


def unpaired(score, words, these, others):
    """Those of `these` that no one of `others` is the same as, one to one."""
    free, left = list(others), []
    for span in these:
        same = [o for o in free if score.dice(words.of([span]), words.of([o])) >= 0.5]
        if same:
            free.remove(max(same, key=lambda o: score.dice(words.of([span]), words.of([o]))))
        else:
            left.append(span)
    return left


def sentence(text, start, end):
    stops = [m.end() for m in re.finditer(r'[.!?]["\u201d\u2019\')]*\s+(?=[A-Z"\u201c])|\n+', text)]
    first = max([s for s in stops if s <= start], default=0)
    last = min([s for s in stops if s >= end], default=len(text))
    return ' '.join(text[first:last].split())


def names(attribution):
    speaker = attribution.get('speaker') or []
    return ' and '.join([speaker] if isinstance(speaker, str) else speaker) or 'nobody'


def errors(score, document, system):
    """Rows of kind, what is marked, what was found, sentence."""
    text, words = document['text'], score.Words(document['text'])
    gold = document['attributions']
    pairs = matched(score, words, gold, system)
    for i, marked in enumerate(gold):
        place = lambda spans: sentence(text, min(s for s, _ in spans), max(e for _, e in spans))
        wanted = conditions(score.claims_of(marked))
        if i not in pairs:
            yield from (('missed with all', text[s:e], '', place([(s, e)])) for s, e in wanted)
            continue
        found = system[pairs[i]]
        if score.speaker_share(marked, found)[1] < 1:
            open_ = not found['speakers'] or any(s['resolved_by'] == 'unresolved' for s in found['speakers'])
            yield 'not resolved' if open_ else 'wrong speaker', names(marked), names(found), place(marked['content'])
        ours = conditions(score.claims_of(found))
        yield from (('lost condition', text[s:e], '', place([(s, e)])) for s, e in unpaired(score, words, wanted, ours))
        yield from (('no condition', '', text[s:e], place([(s, e)])) for s, e in unpaired(score, words, ours, wanted))


KINDS = ('wrong speaker', 'not resolved', 'lost condition', 'missed with all', 'no condition')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('gold')
    parser.add_argument('system')
    parser.add_argument('--matching', required=True)
    parser.add_argument('--counts', action='store_true')
    args = parser.parse_args()
    score = module(args.matching)
    system = {d['id']: d['attributions'] for d in score.read(args.system)}
    rows = [(kind, d['id'], *rest) for d in score.read(args.gold) for kind, *rest in errors(score, d, system.get(d['id'], []))]
    for kind in KINDS:
        own = [row for row in rows if row[0] == kind]
        print(f'{kind:<16} {len(own):>4}')
        for _, name, marked, found, words in own if not args.counts else []:
            print(f'    {name}: {marked or "-"} / {found or "-"}\n        {words}')


if __name__ == '__main__':
    main()

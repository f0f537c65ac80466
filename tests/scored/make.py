#!/usr/bin/env python3
"""Makes the cases of tests/claim_scores.rs and the figures that a scorer of claims in Python gives for them.

    python3 tests/scored/make.py score_claims.py

Writes gold.jsonl (made-up articles, marked by chance), system.jsonl (the same marks, some changed, dropped or added, by chance) and figures.json.
Chance has a seed, so that the same cases come out every time.
"""
import copy
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = ('President Ida Ek said Norland would send ships after the truce. "We will not pay," the minister told reporters, "unless the dam is '
        'opened by May." Jon Berg and Robert Lund agreed to hold talks. The N.F.A. warned that the winter may be hard\u2014the crews, it said, were '
        'tired. Officials from Sudland accused the union of stirring up the villages; a spokesman denied it. Élodie Maré\u2019s aides hoped for '
        'more.')
TYPES = {'commitment': 'commitment', 'offer': 'commitment', 'agreement': 'commitment', 'refusal': 'commitment', 'threat': 'commitment',
         'demand': 'demand', 'proposal': 'demand', 'position': 'position', 'denial': 'position', 'accusation': 'position',
         'praise': 'position', 'assessment': 'assessment', 'prediction': 'assessment', 'warning': 'assessment', 'report': 'assessment'}
NAMES = ['Ida Ek', 'Ek', 'President Ek', 'Ivo Ek', 'I. Ek', 'Jon Berg', 'Berg', 'Robert Lund', 'Bob Lund', 'Rob Lund Jr.', 'Norland Fishing Authority',
         'N.F.A.', 'the Fishing Authority', 'officials', 'Sudland officials', 'Norland officials', 'top Sudland officials', 'U.S.', 'United States',
         'the EU', 'European Union', 'Élodie Maré', 'Elodie Mare', 'Mare', 'Tariq al-Nadir', 'Nadir', "the minister's", 'minister']
STRENGTHS = ['refused', 'conditional', 'tentative', 'firm', 'na']
TOPICS = ['ceasefire', 'energy', 'sanctions', 'climate']


def span(random, most):
    start = random.randrange(len(TEXT) - 2)
    return [start, min(len(TEXT), start + 1 + random.randrange(most))]


def some(random, values, most):
    return random.sample(values, random.randrange(most + 1))


def claim(random):
    kind = random.choice(list(TYPES))
    return {'group': TYPES[kind], 'type': kind, 'accept': some(random, list(TYPES), 2), 'strength': random.choice(STRENGTHS),
            'accept_strength': some(random, STRENGTHS, 1), 'polarity': random.choice(['positive', 'positive', 'negative']),
            'content': [span(random, 60)] if random.random() < 0.8 else [], 'conditions': [span(random, 40) for _ in range(random.randrange(3))],
            'topics': some(random, TOPICS, 2)}


def attribution(random):
    claims = [claim(random) for _ in range(random.randrange(4))]
    if random.random() < 0.15:
        claims = [{'group': 'none', 'type': 'none', 'accept': [], 'strength': 'na', 'polarity': 'positive', 'content': [], 'conditions': [], 'topics': []}]
    return {'source': [span(random, 20)], 'cue': [span(random, 8)], 'content': [span(random, 120) for _ in range(random.randrange(1, 3))],
            'quote_type': random.choice(['direct', 'mixed', 'indirect', 'act']), 'speaker': some(random, NAMES, 2),
            'speaker_accept': some(random, NAMES, 2) if random.random() < 0.2 else [], 'claims': claims}


def nudged(random, spans):
    moved = [(s + random.randrange(-9, 10), e + random.randrange(-9, 10)) for s, e in spans]
    starts = [min(max(0, s), len(TEXT) - 1) for s, _ in moved]
    return [[s, min(len(TEXT), max(s + 1, e))] for s, (_, e) in zip(starts, moved)]


def answer(random, gold):
    """What a system finds of a marked attribution; None if it misses it."""
    if random.random() < 0.15:
        return None
    out = copy.deepcopy(gold)
    del out['speaker_accept']
    if random.random() < 0.5:
        out['content'] = nudged(random, out['content'])
    if random.random() < 0.4:
        out['speaker'] = some(random, NAMES, 2)
    out['claims'] = [c for c in out['claims'] if random.random() < 0.9 and c['type'] != 'none']
    for found in out['claims']:
        if random.random() < 0.5:
            found['type'] = random.choice((found['accept'] or []) + list(TYPES))
            found['group'] = TYPES[found['type']]
        if random.random() < 0.4:
            found['content'], found['conditions'] = nudged(random, found['content']), nudged(random, found['conditions'])
        if random.random() < 0.3:
            found['strength'], found['topics'] = random.choice(STRENGTHS), some(random, TOPICS, 2)
        del found['accept'], found['accept_strength']
    if random.random() < 0.2:
        extra = claim(random)
        del extra['accept'], extra['accept_strength']
        out['claims'].append(extra)
    return out


def cases(random, count):
    gold, system = [], []
    for n in range(count):
        marked = [attribution(random) for _ in range(random.randrange(1, 8))]
        article = {'id': f'case-{n}', 'text': TEXT, 'attributions': marked}
        if random.random() < 0.3:
            article['discard'] = [span(random, 120)]
        if random.random() < 0.2:
            article['sampled'] = True
        found = [a for a in (answer(random, m) for m in marked) if a]
        for _ in range(random.randrange(3)):
            more = attribution(random)
            del more['speaker_accept']
            for c in more['claims']:
                c.pop('accept', None), c.pop('accept_strength', None)
            found.append(more)
        random.shuffle(found)
        gold.append(article)
        system.append({'id': article['id'], 'attributions': found})
    return gold, system


def write(folder, gold, system):
    for name, rows in (('gold.jsonl', gold), ('system.jsonl', system)):
        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='\n') as out:
            out.writelines(json.dumps(row, ensure_ascii=False, separators=(',', ':')) + '\n' for row in rows)


def main():
    scorer, folder, seed, count = (sys.argv[1:] + [HERE, 6, 12][len(sys.argv) - 2:])[:4]
    write(folder, *cases(random.Random(int(seed)), int(count)))
    gold, system, figures = (os.path.join(folder, name) for name in ('gold.jsonl', 'system.jsonl', 'figures.json'))
    subprocess.run([sys.executable, '-B', scorer, gold, system, '--boot', '0', '--json', figures], check=True, stdout=subprocess.DEVNULL)
    with open(figures, encoding='utf-8') as file:
        metrics = json.load(file)['metrics']
    with open(figures, 'w', encoding='utf-8', newline='\n') as out:
        json.dump({name: round(value, 6) for name, value in metrics.items()}, out, indent=1)
        out.write('\n')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Counts the instructions of every stage and of the whole program, which stay the same however busy the machine is.

    python3 benches/instructions.py [--update]

Builds `benches/stages.rs` and the program, runs both under `valgrind --tool=callgrind`, and prints instructions a byte of text beside those of
`benches/instructions.tsv`; a figure more than 3 % above the one there is marked, and the exit code is 1. --update writes the table anew: do so
with the reason when something is meant to cost more, and with every new compiler.

A stage is counted over 64 KB of the fixtures (names changed from round to round, see stages.rs): five runs of it less one, so that neither its
input nor the word lists count. A command is counted once over the longest fixture, from start to end.
"""
import argparse, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(ROOT, 'benches', 'instructions.tsv')
STAGES = 'read clean segment annotate summarize attribute claims split whole all'.split()
COMMANDS = ['--version', 'sentences', 'summarize', 'claims --engine rules', 'brief --engine rules']
ARTICLE = os.path.join(ROOT, 'fixtures', 'summit-post-ceasefire-force', 'article.txt')
BYTES, TIMES, TOLERANCE = 65536, 5, 0.03


def built(command):
    """The path of what a cargo command builds."""
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = re.findall(r'Executable.*\((.*?)\)', out.stderr)
    if out.returncode != 0:
        sys.exit(out.stderr)
    return os.path.join(ROOT, found[-1]) if found else os.path.join(os.environ.get('CARGO_TARGET_DIR', os.path.join(ROOT, 'target')), 'release', 'onrecord')


def instructions(command):
    run = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command], capture_output=True, text=True)
    found = re.search(r'Collected : (\d+)', run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(run.stderr)
    return int(found[1]), run.stdout


def counted(program, stages):
    rows = {}
    for stage in STAGES:
        (one, _), (more, out) = (instructions([stages, stage, str(BYTES), str(times)]) for times in (1, TIMES))
        if stage in ('clean', 'segment', 'annotate', 'all'):
            # Each run of these takes an input of its own, which costs what the stages before cost.
            (made, _), (more_made, _) = (instructions([stages, before(stage), str(BYTES), str(times)]) for times in (1, TIMES)) if before(stage) else ((0, 0), (0, 0))
            one, more = one - made, more - more_made
        rows[stage] = (more - one) / (TIMES - 1) / int(out.split()[0])
    for command in COMMANDS:
        words = command.split() + ([] if command.startswith('--') else ['--jobs', '1', ARTICLE])
        rows[command] = instructions([program, *words])[0] / 1e6
    return rows


def before(stage):
    """The stage whose runs make the input of this one; nothing where the input is the text."""
    return {'segment': 'clean', 'annotate': 'segment'}.get(stage)


def known():
    if not os.path.exists(TABLE):
        return {}
    lines = [line.rstrip('\n').split('\t') for line in open(TABLE) if not line.startswith('#')]
    return {name: float(value) for name, value, _ in lines}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('--update', action='store_true')
    args = args.parse_args()
    stages = built(['cargo', 'bench', '--no-run', '--bench', 'stages'])
    program = built(['cargo', 'build', '--release', '--bin', 'onrecord'])
    rows, old, worse = counted(program, stages), known(), False
    for name, value in rows.items():
        change = value / old[name] - 1 if old.get(name) else 0
        mark = ' <- more than before' if change > TOLERANCE else ''
        worse |= bool(mark)
        unit = 'million, the whole process' if name in COMMANDS else 'a byte'
        print(f'{name:22} {value:9.2f} {unit}  {change:+.1%}{mark}')
    if args.update:
        with open(TABLE, 'w') as out:
            out.write('# Instructions of each stage a byte of text, and of each command in millions: see instructions.py, which writes this.\n')
            for name, value in rows.items():
                out.write(f'{name}\t{value:.2f}\t{"million" if name in COMMANDS else "a byte"}\n')
    sys.exit(worse and not args.update)


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Cost against size, 1 KB to 100 MB: a table with the exponent from size to size, and a chart with both axes logarithmic.

    python3 benches/curve.py [--most BYTES] [--stages NAMES]

Every stage by itself (`benches/stages.rs`), over news made of the fixtures whose names change from round to round, and the whole program,
`summarize` and `claims --engine rules`, with --max-article-size raised. Time is CPU time (user); what takes less than a twentieth of a second
is run more often. The exponent of a step is log(time ratio) / log(size ratio): 1 is linear, and what stays above 1.15 is not.
"""
import argparse, math, os, subprocess, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import instructions

STAGES = 'read clean segment annotate summarize attribute claims'.split()
PROGRAMS = {'onrecord summarize': ['summarize'], 'onrecord claims': ['claims', '--engine', 'rules']}
LINEAR, ENOUGH, WIDTH, HEIGHT = 1.15, 0.05, 60, 20


def run(command):
    """Its output, CPU seconds and peak memory in MB."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f'{command} failed')
        out.seek(0)
        return out.read(1 << 20).decode('utf-8', 'replace'), used.ru_utime, used.ru_maxrss / 1024


def stage(binary, name, size):
    times = 1
    while True:
        out, _, memory = run([binary, name, str(size), str(times)])
        length, _, seconds = out.split()
        if float(seconds) >= ENOUGH or times >= 4096:
            return int(length), float(seconds) / times, memory
        times = min(4096, max(times * 2, int(times * 1.5 * ENOUGH / max(float(seconds), 1e-7))))


def program(binary, words, path):
    taken = sorted(run([binary, *words, '--jobs', '1', '--format', 'jsonl', '--max-article-size', '500M', path])[1:] for _ in range(3 if os.path.getsize(path) < 2e6 else 1))
    return (os.path.getsize(path), *taken[0])


def label(size):
    return next(f'{size / unit:.3g} {name}' for unit, name in ((1e6, 'MB'), (1e3, 'KB'), (1, 'B')) if size >= unit)


def table(curves):
    for name, points in curves.items():
        print(f'\n{name}\n  {"size":>9} {"time":>12} {"ns a byte":>10} {"exponent":>9} {"memory":>9}')
        for before, (size, seconds, memory) in zip([None, *points], points):
            exponent = math.log(seconds / before[1]) / math.log(size / before[0]) if before else None
            mark = '' if exponent is None else f'{exponent:9.2f}{" !" if exponent > LINEAR else ""}'
            print(f'  {label(size):>9} {seconds * 1e3:9.3f} ms {seconds / size * 1e9:10.2f} {mark:>9} {memory:6.0f} MB')


def chart(curves):
    points = [(math.log10(s), math.log10(t)) for curve in curves.values() for s, t, _ in curve]
    (low, high), (least, most) = ((min(axis), max(axis)) for axis in zip(*points))
    grid = [[' '] * (WIDTH + 1) for _ in range(HEIGHT + 1)]
    for mark, curve in zip('abcdefghijkl', curves.values()):
        for size, seconds, _ in curve:
            x = round((math.log10(size) - low) / (high - low) * WIDTH)
            y = round((math.log10(seconds) - least) / (most - least) * HEIGHT)
            grid[HEIGHT - y][x] = mark if grid[HEIGHT - y][x] == ' ' else '*'
    print('\nseconds, both axes logarithmic; * where curves meet; one step up for one to the right is linear')
    for row, cells in enumerate(grid):
        print(f'{10 ** (most - (most - least) * row / HEIGHT):9.1e} |{"".join(cells)}')
    print(f'{"":10}+{"-" * (WIDTH + 1)}\n{"":11}{label(10 ** low):<{WIDTH - 6}}{label(10 ** high)}')
    print('  '.join(f'{mark} {name}' for mark, name in zip('abcdefghijkl', curves)))


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('--most', type=float, default=1e8)
    args.add_argument('--stages', default=' '.join([*STAGES, *PROGRAMS]))
    args = args.parse_args()
    stages = instructions.built(['cargo', 'bench', '--no-run', '--bench', 'stages'])
    binary = instructions.built(['cargo', 'build', '--release', '--bin', 'onrecord'])
    sizes = [10 ** n for n in range(3, 9) if 10 ** n <= args.most]
    curves = {name: [stage(stages, name, size) for size in sizes] for name in STAGES if name in args.stages}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'article.txt')
        for size in sizes:
            with open(path, 'w') as out:
                subprocess.run([stages, 'text', str(size), '1'], stdout=out, check=True)
            for name, words in PROGRAMS.items():
                if name in args.stages:
                    curves.setdefault(name, []).append(program(binary, words, path))
    table(curves)
    chart(curves)


if __name__ == '__main__':
    main()

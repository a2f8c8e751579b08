# shares.py fill PERIOD N, shares.py bags PERIOD BAGS - many packages at once for
# packages.sh, which says what becomes of them.  One process for all: ten
# thousand packages by cp(1) take minutes.

import os
import shutil
import sys
from pathlib import Path

BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'


def put(path, data, mode):
    """A file of its own, with these bytes."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(fd, 'wb', 0) as f:
        if f.write(data) != len(data):
            sys.exit(f'shares.py: cannot write {path}')


def names(folder):
    """What lies below it, from it: folders, those above first, and files."""
    folders, files = [], []
    for above, inner, plain in os.walk(folder):
        here = os.path.relpath(above, folder)
        folders += [os.path.normpath(os.path.join(here, f)) for f in inner]
        files += [os.path.normpath(os.path.join(here, f)) for f in plain]
    return folders, files


def read(path):
    return path.read_bytes(), path.stat().st_mode & 0o777


def fill(period, count):
    """So many packages in place of the one that is there."""
    lists = list(period.glob('*.sha256'))
    if len(lists) != 1:
        sys.exit(f'shares.py: not one package in {period}')
    old = lists[0].name.removesuffix('.sha256')
    lines = lists[0].read_text().splitlines()
    folders, files = names(period / old)
    inside = [(f, *read(period / old / f)) for f in files]
    beside = [(line[66:], *read(period / line[66:])) for line in lines
              if '/' not in line[66:]]
    for i in range(1, count + 1):
        new = f'prov-{i:05d}_20261123T120000Z'
        home = f'{period}/{new}'
        os.mkdir(home)
        for f in folders:
            os.mkdir(f'{home}/{f}')
        for f, data, mode in inside:
            put(f'{home}/{f}', data, mode)
        for f, data, mode in beside:
            put(f'{home}.pdf', data, mode)
        text = ''.join(
            f'{line[:66]}{new}{line[66 + len(old):]}\n' if '/' in line else
            f'{line[:66]}{new}.pdf\n' for line in lines)
        put(f'{home}.sha256', text.encode(), 0o644)
    for f, *_ in beside:
        (period / f).unlink()
    shutil.rmtree(period / old)
    for f in period.glob(f'{old}.*'):
        f.unlink()


def bags(period, out):
    """Each package as a bag: its files, and those beside it, linked."""
    for sums in period.glob('*.sha256'):
        name = sums.name.removesuffix('.sha256')
        bag = out / name
        text = sums.read_text()
        folders, files = names(period / name)
        for f in ['.', *folders]:
            os.makedirs(bag / 'data' / name / f, exist_ok=True)
        paths = [f'{name}/{f}' for f in files]
        paths += [line[66:] for line in text.splitlines()
                  if '/' not in line[66:]]
        for f in paths:
            os.link(period / f, bag / 'data' / f)
        (bag / 'bagit.txt').write_text(BAGIT)
        (bag / 'manifest-sha256.txt').write_text(''.join(
            f'{line[:66]}data/{line[66:]}\n' for line in text.splitlines()))


if sys.argv[1] == 'fill':
    fill(Path(sys.argv[2]), int(sys.argv[3]))
else:
    bags(Path(sys.argv[2]), Path(sys.argv[3]))

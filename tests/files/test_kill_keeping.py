"""A program that is killed while it keeps drawings loses none but the one that it was keeping."""

import numpy as np

from nnapp.digits.generators import finish
from nnapp.digits.handwriting import write_strokes
from nnapp.files.collection import Collection
from tests.files.killing import lines_until_killed

KILLS, KEPT_BEFORE = 4, 200
"""Here; ``tests/benchmarks/kill_keeping.py`` kills 200 on top of 5,000 drawings."""

KEEPER = """
import itertools, sys
from pathlib import Path
import numpy as np
from nnapp.digits.drawing import Drawing
from nnapp.files.collection import Collection
from tests.files.killing import lines_until_killed
collection = Collection(Path(sys.argv[1]))
rng = np.random.default_rng(int(sys.argv[2]))
for number in itertools.count():
    stroke = rng.uniform(0, 28, (int(rng.integers(1, 2_000)), 2)).astype(np.float32)
    (key,) = collection.keep([(Drawing((stroke,)), number % 10)])
    print(key, flush=True)
"""


def collected(folder, number):
    """Return a collection of that many synthetic drawings."""
    drawings, labels = finish(write_strokes(number, seed=1))
    collection = Collection(folder)
    collection.keep([(drawing, int(label)) for drawing, label in zip(drawings, labels, strict=True)])
    return collection


def kill_keeping(folder, kills, kept_before):
    """Kill processes that keep drawing after drawing, on top of ``kept_before``.

    Return how many drawings they reported as kept, how many of all that were reported are lost, how many are there
    that a process was killed before it reported, and how many lines are damaged.
    """
    collection = collected(folder, kept_before)
    reported, rng = list(collection.drawings), np.random.default_rng(0)
    for kill in range(kills):
        reported += lines_until_killed(KEEPER, (folder, kill), rng)
    found = Collection(folder)
    found.refresh()
    collection.refresh()
    assert list(collection.drawings) == list(found.drawings)
    damaged = folder / "damaged.jsonl"
    return (
        len(reported) - kept_before,
        len(set(reported) - set(found.drawings)),
        len(set(found.drawings) - set(reported)),
        damaged.read_bytes().count(b"\n") if damaged.exists() else 0,
    )


def test_no_drawing_is_lost_but_the_one_being_kept(tmp_path):
    kept, lost, unreported, damaged = kill_keeping(tmp_path, KILLS, KEPT_BEFORE)
    assert kept >= KILLS
    assert lost == 0
    assert unreported + damaged <= KILLS

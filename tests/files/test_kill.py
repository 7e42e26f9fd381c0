"""A save that is killed leaves the old network or the new one, never half of either."""

from collections import Counter

import numpy as np

from nnapp.files.weight_file import load_weights, save_weights
from tests.files.killing import lines_until_killed
from tests.files.test_formats import content

KILLS = 4
"""Here; ``tests/benchmarks/kill_saves.py`` does 200."""

SAVER = """
import itertools, sys
from dataclasses import replace
from pathlib import Path
import nnapp
import numpy as np
from nnapp.files.weight_file import load_weights, save_weights
from nnapp.nn.network import Network
path = Path(sys.argv[1])
file = load_weights(path)
first, *others = file.recogniser.network.layers
for number in itertools.count(int(sys.argv[2])):
    layers = (replace(first, weights=np.full_like(first.weights, number)), *others)
    save_weights(path, replace(file, recogniser=replace(file.recogniser, network=Network(layers))))
    print(number, flush=True)
"""


def kill_saves(folder, kills, suffix=".safetensors"):
    """Kill processes that save network after network, each with a number of its own in its weights.

    Return how often the target held the last network that was reported as saved, and how often the next.
    """
    target = folder / f"target{suffix}"
    save_weights(target, content())
    rng, found, first = np.random.default_rng(0), Counter(), 0
    for _ in range(kills):
        saved = [int(line) for line in lines_until_killed(SAVER, (target, first), rng)]
        assert saved == list(range(first, first + len(saved)))
        (value,) = np.unique(load_weights(target).recogniser.network.layers[0].weights)
        found[int(value) - saved[-1]] += 1
        first = int(value) + 1
    assert set(found) <= {0, 1}, f"neither the last network nor the next was found: {found}"
    return found[0], found[1]


def test_the_target_holds_the_last_network_or_the_next_every_time(tmp_path):
    assert sum(kill_saves(tmp_path, KILLS)) == KILLS

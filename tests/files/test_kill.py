"""A save that is killed leaves the old network or the new one, never half of either."""

import signal
import subprocess
import sys
import time

import numpy as np

from nnapp.files.weight_file import load_weights, save_weights
from tests.files.test_formats import content

KILLS = 12
"""Here; ``tests/benchmarks/kill_saves.py`` does 200."""

SAVER = """
import itertools, sys
from pathlib import Path
import nnapp
from dataclasses import replace
from nnapp.files.weight_file import load_weights, save_weights
path = Path(sys.argv[1])
networks = [load_weights(Path(name)) for name in sys.argv[2:4]]
print("ready", flush=True)
for number in itertools.count():
    save_weights(path, networks[number % 2])
"""


def kill_saves(folder, kills, suffix=".safetensors"):
    """Kill a process that saves two networks in turns, at random moments; return how often each was found."""
    target = folder / f"target{suffix}"
    sources = []
    for number in (0, 1):
        source = folder / f"source-{number}{suffix}"
        network = content()
        network.recogniser.network.layers[0].weights[:] = number + 0.5
        save_weights(source, network)
        sources.append(source)
    rng, found = np.random.default_rng(0), {0.5: 0, 1.5: 0}
    save_weights(target, load_weights(sources[0]))
    for _ in range(kills):
        command = [sys.executable, "-c", SAVER, str(target), *map(str, sources)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
        (value,) = np.unique(load_weights(target).recogniser.network.layers[0].weights)
        found[float(value)] += 1
    return found


def test_the_target_opens_every_time(tmp_path):
    assert sum(kill_saves(tmp_path, KILLS).values()) == KILLS

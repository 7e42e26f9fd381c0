"""What the README promises."""

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_a_network_learns_xor_in_ten_lines():
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(list(filter(None, program.splitlines()))) == 10
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    first, last, *outputs = map(float, re.findall(r"[\d.]+", printed))
    # At the start it knows nothing: about ln 2, the loss of a guess.
    assert 0.5 < first < 1.0
    assert last < 0.01
    assert outputs == [0.0, 1.0, 1.0, 0.0]


def test_the_reading_order_names_files_that_exist():
    reading = README.split("## Read the code")[1]
    names = re.findall(r"`(\w+\.py)`", reading)
    assert names[:5] == ["activations.py", "losses.py", "network.py", "optimizers.py", "learning.py"]
    for name in names:
        assert (Path(__file__).parent.parent / "nnapp" / "nn" / name).is_file(), name


def test_the_pictures_exist():
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((Path(__file__).parent.parent / picture).is_file() for picture in pictures)

"""The wheel, installed into an empty environment away from the checkout."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import numpy
import pytest

CHECKOUT = Path(__file__).parent.parent

PROGRAM = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
import nnapp.gui.window.main_window
from nnapp.gui.window.main_window import MainWindow
window = MainWindow()
window.show()
print(nnapp.gui.window.main_window.__file__)
print(window.session.recogniser.network.sizes)
window.close()
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The interpreter of an environment that holds the wheel and, of this one, only the dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=CHECKOUT)
    (wheel,) = folder.glob("nnapp-*.whl")
    venv.create(folder / "env", with_pip=False)
    interpreter = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    (site,) = (
        Path(line)
        for line in run(interpreter, "-c", "import site; print(site.getsitepackages()[0])").split("\n")
        if line
    )
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--target", site, wheel)
    # A path in a .pth file brings packages but not that folder's own .pth files, so not the checkout.
    (site / "dependencies.pth").write_text(str(Path(numpy.__file__).parent.parent))
    return interpreter


def run(*command, cwd=None):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        cwd=cwd or Path.home(),
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_opens_the_window_with_its_network(python):
    location, sizes = run(python, "-c", PROGRAM).splitlines()
    assert Path(location).is_relative_to(python.parent.parent)
    assert sizes == "(784, 15, 10)"


def test_it_has_its_data(python):
    assert '"examples": 10000' in run(python, "-m", "nnapp", "evaluate", "--json")
    assert '"saved"' in run(
        python,
        "-m",
        "nnapp",
        "train",
        "--json",
        "--limit",
        "100",
        "--epochs",
        "1",
        "--out",
        python.parent / "n.safetensors",
    )


def test_it_has_all_resources_but_the_screenshots(python):
    (installed,) = python.parent.parent.rglob("nnapp/resources")
    shipped = {path.name for path in (CHECKOUT / "resources").iterdir()}
    assert {path.name for path in installed.iterdir()} == shipped - {"screenshots"}

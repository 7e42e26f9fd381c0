import pytest

from nnapp.gui.window.display_check import display_problem


@pytest.fixture(autouse=True)
def _linux_without_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def test_no_display_is_found_where_none_is_named():
    assert display_problem() == "nnapp found no display to open its window on."


def test_a_display_that_does_not_exist_is_found_out_without_aborting(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":987")
    assert display_problem() == "nnapp cannot reach a display to open its window on."


def test_a_platform_that_needs_no_display_is_one(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() is None


def test_elsewhere_there_is_always_a_display(monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    assert display_problem() is None

"""Nothing moves where the system asks for reduced motion."""

import sys

import pytest

from nnapp.gui.paint import motion
from nnapp.gui.paint.appearance import Appearance


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked in another way")
@pytest.mark.parametrize(
    ("settings", "reduces"),
    [
        ({}, False),
        ({"enable-animations": True, "reduced-motion": 0}, False),
        ({"enable-animations": False}, True),
        ({"reduced-motion": 1}, True),
    ],
)
def test_the_desktop_is_asked(monkeypatch, qapp, settings, reduces):
    monkeypatch.setattr(motion, "portal_setting", lambda _namespace, key: settings.get(key))
    assert motion.reduces_motion() is reduces
    assert Appearance("light").animates is not reduces


def test_a_desktop_that_cannot_be_asked_has_no_wish(monkeypatch, qapp):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert motion.portal_setting("org.freedesktop.appearance", "reduced-motion") is None

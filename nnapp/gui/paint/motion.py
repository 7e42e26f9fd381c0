"""Whether the system asks programs to reduce motion; Qt does not say it yet."""

import sys

PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
"""Service, object and interface of the settings of a Linux desktop."""
CLIENT_AREA_ANIMATION = 0x1042
"""The number of that setting of Windows, SPI_GETCLIENTAREAANIMATION."""
LONGEST_WAIT = 200
"""Milliseconds; a desktop that does not answer in that time is taken to have no preference."""


def reduces_motion() -> bool:
    """Return whether the system asks for reduced motion; False if it cannot be asked."""
    if sys.platform == "win32":
        import ctypes

        is_animated = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(CLIENT_AREA_ANIMATION, 0, ctypes.byref(is_animated), 0)
        return not is_animated.value
    if sys.platform == "darwin":
        import subprocess

        asked = ["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == "1"  # noqa: S603
    return portal_setting("org.gnome.desktop.interface", "enable-animations") is False or (
        portal_setting("org.freedesktop.appearance", "reduced-motion") == 1
    )


def portal_setting(namespace: str, key: str) -> object:
    """Return a setting of the desktop, or None where there is no such setting, or no desktop to ask."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage, QDBusVariant

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    portal = QDBusInterface(*PORTAL, bus)
    portal.setTimeout(LONGEST_WAIT)
    reply = portal.call("ReadOne", namespace, key)
    if reply.type() != QDBusMessage.MessageType.ReplyMessage or not reply.arguments():
        return None
    answer = reply.arguments()[0]
    return answer.variant() if isinstance(answer, QDBusVariant) else answer

"""What the window remembers from one start to the next, in one typed place."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT: Final = 8
"""Weight files that are remembered."""


class Preferences:
    """Reads and writes what the user chose; without a store, it is forgotten when the window closes."""

    def __init__(self, store: QSettings | None = None) -> None:
        """Read from ``store``, if there is one."""
        self._store = store
        self._recent = [Path(name) for name in self._texts("recentWeights")][:MOST_RECENT]
        self._met = frozenset(self._texts("metChallenges"))

    @property
    def appearance(self) -> str:
        """The name of the chosen appearance; anything may stand there."""
        return str(self._value("appearance") or "")

    @appearance.setter
    def appearance(self, choice: str) -> None:
        self._keep("appearance", choice)

    @property
    def geometry(self) -> QByteArray | None:
        """Size and place of the window, as Qt encodes them."""
        kept = self._value("geometry")
        return kept if isinstance(kept, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._keep("geometry", geometry)

    @property
    def zoom(self) -> float:
        """How much the user chose to enlarge everything; 1.0 if nothing valid is kept."""
        try:
            return float(str(self._value("zoom") or 1.0))
        except ValueError:
            return 1.0

    @zoom.setter
    def zoom(self, chosen: float) -> None:
        self._keep("zoom", chosen)

    def divider(self, name: str) -> QByteArray | None:
        """Where the divider called ``name`` was dragged to, as Qt encodes it."""
        kept = self._value(f"dividers/{name}")
        return kept if isinstance(kept, QByteArray) else None

    def keep_divider(self, name: str, state: QByteArray) -> None:
        """Remember where the divider called ``name`` is."""
        self._keep(f"dividers/{name}", state)

    @property
    def hints_seen(self) -> bool:
        """Whether the hints of the first steps have been shown."""
        # A file of settings holds texts.
        return self._value("hintsSeen") in (True, "true")

    @hints_seen.setter
    def hints_seen(self, seen: bool) -> None:
        self._keep("hintsSeen", seen)

    @property
    def met_challenges(self) -> frozenset[str]:
        """The challenges of lessons that were met, under the names that the Course page gives them."""
        return self._met

    @met_challenges.setter
    def met_challenges(self, met: frozenset[str]) -> None:
        self._met = met
        self._keep("metChallenges", sorted(met))

    @property
    def course_place(self) -> tuple[str, int]:
        """The key of the lesson that was open last, and the number of its step, from 0; anything may stand there."""
        key, _, step = str(self._value("coursePlace") or "").rpartition(" ")
        return key, int(step) if step.isdecimal() else 0

    @course_place.setter
    def course_place(self, place: tuple[str, int]) -> None:
        self._keep("coursePlace", f"{place[0]} {place[1]}")

    @property
    def recent_weights(self) -> tuple[Path, ...]:
        """The weight files that were opened or saved last, the newest first."""
        return tuple(self._recent)

    def remember_weights(self, path: Path) -> None:
        """Put ``path`` first among the recent weight files."""
        self._recent = [path.resolve(), *(other for other in self._recent if other != path.resolve())][:MOST_RECENT]
        self._keep("recentWeights", [str(recent) for recent in self._recent])

    def forget_weights(self, path: Path) -> None:
        """Remove ``path`` from the recent weight files."""
        self._recent = [other for other in self._recent if other != path.resolve()]
        self._keep("recentWeights", [str(recent) for recent in self._recent])

    def _value(self, name: str) -> object:
        return None if self._store is None else self._store.value(name)

    def _texts(self, name: str) -> list[str]:
        # A list of one is read back as a text.
        kept = self._value(name) or []
        return [str(entry) for entry in (kept if isinstance(kept, list) else [kept])]

    def _keep(self, name: str, value: object) -> None:
        if self._store is not None:
            self._store.setValue(name, value)

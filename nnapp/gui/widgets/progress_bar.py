"""How far something has come, as a bar."""

from typing import Final

from PySide6.QtWidgets import QProgressBar

STEPS: Final = 1_000


class ProgressBar(QProgressBar):
    """Shows a share of 1; what lies around it does not move when it is hidden."""

    def __init__(self, name: str, of_what: str) -> None:
        """Start at nothing; ``name`` is the object name, ``of_what`` comes to its end."""
        super().__init__(maximum=STEPS, textVisible=False)
        self.setObjectName(name)
        self.setAccessibleName(f"Progress of {of_what}")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setValue(0)

    def show_share(self, share: float) -> None:
        """Show the ``share``, 0..1, that is done."""
        self.setValue(round(STEPS * share))

"""The Training menu: a run from anywhere in the window, and what is kept for the next one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.pages.training.controls import CONTINUE, ONE_BATCH, ONE_EPOCH, STOP, TRAIN
from nnapp.gui.window.menus.actions import action, explain_action, fill_menu
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace
from nnapp.wording import decimals

FORGET = "Delete prepared digits"
WHY_KEPT = "They are kept so that training begins at once; the next run prepares them again."


class TrainingMenu(QMenu):
    """Starts, pauses and paces a run."""

    def __init__(
        self, trainer: Trainer, train: Callable[[Pace], object], go_on: Callable[[], object], window: QWidget
    ) -> None:
        """Show how ``trainer`` stands.

        ``train`` starts a run, or paces the current one; ``go_on`` starts one from the network that is open.
        """
        super().__init__("&Training", window)
        self._trainer = trainer
        self._train = action(self, "actionTrain", "Train", partial(train, Pace.RUN), "F5", TRAIN)
        self._continue = action(self, "actionContinue", "Continue", go_on, "Ctrl+F5", CONTINUE)
        self._pause = action(self, "actionPause", "Pause", trainer.toggle_pause, "F6")
        self._steps = (
            action(self, "actionOneBatch", "One mini-batch", partial(train, Pace.BATCH), "F7", ONE_BATCH),
            action(self, "actionOneEpoch", "One epoch", partial(train, Pace.EPOCH), "F8", ONE_EPOCH),
        )
        self._stop = action(self, "actionStop", "Stop", trainer.stop, "Shift+F5", STOP)
        self._forget = action(self, "actionDeletePrepared", FORGET, self._delete_prepared, explanation=WHY_KEPT)
        fill_menu(self, (self._train, self._continue, self._pause, *self._steps, self._stop), (self._forget,))
        # Looking at the cache reads the disk.
        self.aboutToShow.connect(self._show_prepared)
        for signal in (trainer.started, trainer.pace_changed, trainer.ended):
            signal.connect(self._show_what_can_be_done)
        self._show_what_can_be_done()

    def _delete_prepared(self) -> None:
        from nnapp.files.digits_cache import empty_cache

        empty_cache()
        self._show_prepared()

    def _show_prepared(self) -> None:
        # Loaded here, with all that prepares digits, as the window opens sooner without it.
        from nnapp.files.digits_cache import cached_bytes

        size = cached_bytes()
        self._forget.setText(f"{FORGET} ({decimals(size / 1e6, 1)} MB)" if size else FORGET)
        self._forget.setEnabled(bool(size))

    def _show_what_can_be_done(self) -> None:
        running, paused = self._trainer.is_running, self._trainer.is_paused
        self._train.setEnabled(not running)
        self._continue.setEnabled(not running)
        for step in self._steps:
            step.setEnabled(paused or not running)
        self._pause.setText("Resume" if paused else "Pause")
        explain_action(self._pause, "Continue training" if paused else "Pause training")
        self._pause.setEnabled(running)
        self._stop.setEnabled(running)

"""Which widget each activity of the lessons is."""

from collections.abc import Callable
from typing import TypeAlias

from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session

Maker: TypeAlias = Callable[[Session, Appearance], Activity]


def makers() -> dict[str, Maker]:
    """Return what makes each activity, by its name in ``ACTIVITIES``."""
    # Imported when the first lesson opens, so that the window opens without them.
    from nnapp.gui.pages.course.activities.activation_functions import ActivationFunctionsActivity
    from nnapp.gui.pages.course.activities.brain_and_machine import BrainAndMachine
    from nnapp.gui.pages.course.activities.digit_network import DigitNetworkActivity
    from nnapp.gui.pages.course.activities.error_split import ErrorSplitActivity
    from nnapp.gui.pages.course.activities.loop import LoopActivity
    from nnapp.gui.pages.course.activities.loss_surface import LossSurfaceActivity
    from nnapp.gui.pages.course.activities.matrices import MatricesActivity
    from nnapp.gui.pages.course.activities.over_fitting import OverFittingActivity
    from nnapp.gui.pages.course.activities.perceptron import PerceptronActivity
    from nnapp.gui.pages.course.activities.sheet import SheetActivity
    from nnapp.gui.pages.course.activities.small_change import SmallChangeActivity
    from nnapp.gui.pages.course.activities.what_neurons_see import WhatNeuronsSeeActivity

    return {
        "brain_and_machine": BrainAndMachine,
        "what_neurons_see": WhatNeuronsSeeActivity,
        "loop": LoopActivity,
        "over_fitting": OverFittingActivity,
        "perceptron": PerceptronActivity,
        "small_change": SmallChangeActivity,
        "digit_network": DigitNetworkActivity,
        "loss_surface": LossSurfaceActivity,
        "activation_functions": ActivationFunctionsActivity,
        "sheet": SheetActivity,
        "matrices": MatricesActivity,
        "error_split": ErrorSplitActivity,
    }

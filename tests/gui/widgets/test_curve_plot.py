import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.curve_plot import Curve, CurvePlot, Plot, thinned


@pytest.fixture
def plot(qtbot):
    plot = CurvePlot("Loss per epoch", Appearance("light"))
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    with qtbot.waitExposed(plot):
        plot.show()
    # Its frame would count as a curve.
    plot.clearFocus()
    return plot


def curve(ys, name="training loss", **more):
    return Curve(name, np.arange(1.0, len(ys) + 1), np.array(ys, float), **more)


def columns_of(plot, colour):
    """Return the x of all pixels of the curve's colour, left of its name in the corner."""
    image = plot.grab().toImage()
    wanted = QColor(colour).rgb()
    return [x for x in range(56, 330) if any(image.pixel(x, y) == wanted for y in range(image.height()))]


def test_a_curve_is_painted_from_its_first_to_its_last_epoch(plot):
    plot.show_plot(Plot(curves=(curve([1.0, 0.5, 0.4, 0.3]),), x_range=(0, 8)))
    xs = columns_of(plot, "#0072B2")
    assert min(xs) == pytest.approx(56 + (488 - 56) / 8, abs=3)
    assert max(xs) == pytest.approx(56 + (488 - 56) / 2, abs=3)


def test_the_last_values_are_told_to_assistive_tools(plot):
    plot.show_plot(Plot(curves=(curve([1.0, 0.5]), curve([0.9, 0.6], "validation loss")), x_range=(0, 2)))
    assert plot.accessibleDescription() == "training loss 0.500, validation loss 0.600"
    plot.show_plot(Plot(empty="Press Train"))
    assert plot.accessibleDescription() == "Press Train"


def test_values_are_read_off_with_the_mouse_and_with_the_keys(plot, qtbot):
    plot.show_plot(Plot(curves=(curve([1.0, 0.5, 0.25]),), x_range=(0, 3)))
    plot.grab()
    assert plot.reading() == ""
    qtbot.mouseMove(plot, QPointF(56 + 430 * 2 / 3, 100).toPoint())
    assert plot.reading() == "epoch 2: training loss 0.500"
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.reading() == "epoch 3: training loss 0.250"
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.reading() == "epoch 1: training loss 1.000"


def test_a_reading_belongs_to_the_plot_that_is_shown(plot, qtbot):
    long, short = curve([0.5] * 100, "long"), curve([0.25] * 20, "short")
    plot.show_plot(Plot(curves=(long, short), x_range=(0, 100)))
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.reading() == "epoch 100: long 0.500"
    plot.show_plot(Plot(curves=(short,), x_range=(0, 20)))
    assert plot.reading() == "epoch 20: short 0.250"
    plot.show_plot(Plot(x_name="weight", curves=(curve([1.0, 2.0]),), x_range=(0, 2)))
    assert plot.reading() == ""


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "ys",
    [[], [0.5], [np.nan] * 3, [np.inf, 1e38, 0.5], [0.0, 0.0], [-1.0, 1.0], [1e-30, 1e-30], [1e300, -1e300]],
    ids=str,
)
def test_whatever_a_run_yields_can_be_painted(plot, ys, logarithmic):
    plot.show_plot(Plot(curves=(curve(ys),), x_range=(0, 3), logarithmic=logarithmic, marks=((2.0, "L2 0.1"),)))
    assert not plot.grab().isNull()


def test_thousands_of_epochs_keep_their_peaks():
    x = np.linspace(0, 400, 20_000)
    y = np.zeros(20_000)
    y[12_345], y[777] = 9.0, -9.0
    few_x, few_y = thinned(x, y)
    assert len(few_x) < 450
    assert few_y.max() == 9.0
    assert few_y.min() == -9.0
    assert np.all(np.diff(few_x) >= 0)
    same_x, _ = thinned(x[:300], y[:300])
    assert len(same_x) <= 300


def test_names_without_last_values_leave_the_right_to_curves_that_end_there(plot):
    rising, falling = curve([0.0, 0.1, 0.2, 0.9, 1.0], "f"), curve([0.1] * 5, "slope", color="opposes")
    plot.show_plot(Plot(curves=(rising, falling), x_range=(1, 5), tells_last=False))
    image = plot.grab().toImage()
    blue = QColor("#0072B2").rgb()
    seen = [x for x in range(400, 488) if any(image.pixel(x, y) == blue for y in range(150))]
    assert len(seen) > 60, "the curve is whole there"

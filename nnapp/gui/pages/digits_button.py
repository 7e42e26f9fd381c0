"""The button that shows numbers with all their digits."""

from PySide6.QtWidgets import QPushButton

from nnapp.gui.state.view import View
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import styled

EXPLANATION = (
    "Show ten decimal places instead of four. Displayed numbers are rounded; the network computes with all digits."
)


def digits_button(view: View) -> QPushButton:
    """Return a button that is on while ``view`` shows all digits, whichever page it was switched on."""
    button = push_button("All digits", "digitsButton", EXPLANATION, lambda: None)
    button.setCheckable(True)
    button.setChecked(view.all_digits)
    button.toggled.connect(lambda is_on: view.show_digits(all_of_them=is_on))
    view.digits_changed.connect(button.setChecked)
    return styled(button, compact=True)

"""Every technical term in the window is explained where it stands: on hover, by What's this?, and in the glossary."""

from html import unescape

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QWhatsThisClickedEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableWidget,
    QTextBrowser,
    QToolTip,
    QVBoxLayout,
    QWhatsThis,
    QWidget,
)

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.fields import choice_field, explain, explanation_of
from nnapp.gui.widgets.layouts import named
from nnapp.gui.window.glossary_dialog import GlossaryDialog
from nnapp.gui.window.glossary_help import GlossaryHelp
from tests.gui.inside import LONG
from tests.plain_words import unexplained


def cells(view):
    model = view.model()
    shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        yield from (model.headerData(column, Qt.Orientation.Horizontal, role) for role in shown)
        yield from (model.index(row, column).data() for row in range(min(model.rowCount(), 20)))


def texts(window):
    """Return every text that the window shows, in whatever state its pages are."""
    for action in window.findChildren(QAction):
        yield action.text().replace("&", "")
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        yield explanation_of(widget)
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text().replace("&", "")
        elif isinstance(widget, QAbstractSpinBox):
            yield f"{widget.property('specialValueText')} {widget.property('suffix')}"
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(index) for index in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget)


def ask(widget, position=None):
    """Return what is said about ``widget``, as it is read, paragraph by paragraph."""
    QToolTip.hideText()
    place = widget.rect().center() if position is None else position
    QCoreApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    said = QToolTip.text().removeprefix("<qt>").removesuffix("</qt>")
    return [unescape(part).removesuffix("</p>") for part in said.split("<p>") if part]


def test_every_technical_term_of_the_window_has_a_sentence(inside):
    inside.open(Page.EVALUATION)
    inside.qtbot.waitSignal(inside.find("evaluationPage").evaluated, timeout=LONG).wait()
    for page in Page:
        inside.open(page)
    glossary = inside.window.glossary_help.glossary
    shown = (text.removeprefix("<qt>").removesuffix("</qt>") for text in texts(inside.window) if isinstance(text, str))
    found = {word: text for text in shown for word in unexplained(glossary, text)}
    assert not found, "\n".join(
        f"“{word}” has no sentence in resources/glossary.toml, nor is it in tests/plain_words.txt: {text}"
        for word, text in found.items()
    )


@pytest.fixture
def small(qtbot):
    """A window with a little of everything, and what answers for it."""
    window = QWidget()
    column = QVBoxLayout(window)
    names = ("Momentum", "Seed and loss", "w x", "Draw")
    for name in names:
        column.addWidget(named(QLabel(name), name))
    for name in names[:2]:
        explain(window.findChild(QLabel, name), name, "A field < 1.")
    tabs, table = named(QTabBar(), "tabs"), named(QTableWidget(1, 2), "table")
    tabs.addTab("Draw")
    tabs.addTab("Training")
    table.setHorizontalHeaderLabels(["Name", "Val. loss"])
    column.addWidget(tabs)
    column.addWidget(table)
    painted = named(QWidget(), "Painted")
    painted.setAccessibleName("The chart")
    painted.setMinimumHeight(10)
    column.addWidget(painted)
    window.help = GlossaryHelp(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_what_a_thing_is_for_comes_first_and_then_what_its_terms_mean(small):
    said = ask(small.findChild(QLabel, "Seed and loss"))
    assert said[0] == "A field < 1."
    assert [sentence.split()[1] for sentence in said[1:]] == ["seed", "loss"]
    assert [sentence.split()[0] for sentence in ask(small.findChild(QLabel, "w x"))] == ["w", "x"]


def test_a_term_that_its_own_explanation_explains_is_not_explained_twice(small):
    assert ask(small.findChild(QLabel, "Momentum")) == ["A field < 1."]


def test_what_is_chosen_is_explained_beside_what_the_choice_is_for(small):
    field = choice_field("loss", (("squared", "Squared error"),), "squared")
    explain(field, "Loss", "What to make small.")
    small.layout().addWidget(field)
    QApplication.processEvents()
    assert [sentence.split()[0] for sentence in ask(field)] == ["What", "Squared"]


def test_tabs_and_headings_of_tables_are_explained_where_the_mouse_is(small):
    bar, header = small.findChild(QTabBar, "tabs"), small.findChild(QTableWidget, "table").horizontalHeader()
    assert ask(bar, bar.tabRect(1).center())[0].startswith("Training changes the weights")
    assert ask(header.viewport(), QPoint(header.sectionViewportPosition(1) + 5, 5))[0].startswith("The validation loss")


@pytest.mark.parametrize(
    ("name", "is_explained"), [("Momentum", True), ("w x", True), ("Draw", False), ("Painted", True)]
)
def test_whats_this_asks_about_what_can_be_explained_and_about_nothing_else(small, name, is_explained):
    widget = small.findChild(QWidget, name)
    event = QHelpEvent(QEvent.Type.QueryWhatsThis, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2)))
    QCoreApplication.sendEvent(widget, event)
    assert event.isAccepted() == is_explained


def test_on_hover_what_is_painted_is_left_alone(small):
    assert ask(small.findChild(QWidget, "Painted")) == []


def test_a_dialog_is_explained_like_its_window(small):
    dialog = QDialog(small)
    QLabel("Momentum", dialog)
    dialog.show()
    assert ask(dialog.findChild(QLabel))[0].startswith("Momentum carries")


def test_whats_this_leads_to_the_lesson_about_a_term_and_a_tooltip_does_not(small, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(QWhatsThis, "showText", lambda _place, words, _widget: said.append(words))
    widget = small.findChild(QLabel, "Seed and loss")
    place = widget.rect().center()
    QCoreApplication.sendEvent(widget, QHelpEvent(QEvent.Type.WhatsThis, place, widget.mapToGlobal(place)))
    assert said[0].count("<a ") == 1
    assert '<a href="09-gradient-descent">Lesson&nbsp;9</a>' in said[0]
    assert "Lesson" not in "".join(ask(widget))
    with qtbot.waitSignal(small.help.lesson_wanted) as wanted:
        QCoreApplication.sendEvent(widget, QWhatsThisClickedEvent("09-gradient-descent"))
    assert wanted.args == ["09-gradient-descent"]


def test_the_glossary_leads_to_lessons_by_the_keyboard_as_well(small, qtbot):
    dialog = GlossaryDialog.open_for(small, small.help.glossary, Appearance("light"))
    dialog.findChild(QLineEdit, "glossarySearch").setText("learning rate")
    terms = dialog.findChild(QTextBrowser, "glossaryList")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    terms.setFocus()
    qtbot.keyClick(terms, Qt.Key.Key_Tab)
    with qtbot.waitSignal(dialog.lesson_wanted) as wanted:
        qtbot.keyClick(terms, Qt.Key.Key_Return)
    assert wanted.args == ["09-gradient-descent"]
    qtbot.waitUntil(lambda: small.findChild(GlossaryDialog) is None)


@pytest.mark.parametrize(("sought", "first"), [("MINI", "mini-batch"), ("bell", "normally distributed")])
def test_the_glossary_is_searched_by_term_and_by_sentence(small, sought, first):
    GlossaryDialog.open_for(small, small.help.glossary, Appearance("light"))
    small.findChild(QLineEdit, "glossarySearch").setText(sought)
    assert small.findChild(QTextBrowser, "glossaryList").toPlainText().splitlines()[0] == first


def test_there_is_one_glossary_at_most_and_none_once_it_is_closed(small, qtbot):
    for _ in range(2):
        GlossaryDialog.open_for(small, small.help.glossary, Appearance("light"))
    (dialog,) = small.findChildren(GlossaryDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert small.findChild(GlossaryDialog) is None

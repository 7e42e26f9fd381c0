"""What is in view can be set by anyone, and everyone hears of it."""

from nnapp.gui.state.view import Lines, Page, View


def test_a_page_is_opened_once(qtbot):
    view = View()
    with qtbot.waitSignal(view.page_changed) as opened:
        view.open(Page.RUNS)
    assert opened.args == [Page.RUNS]
    assert view.page is Page.RUNS
    with qtbot.assertNotEmitted(view.page_changed):
        view.open(Page.RUNS)


def test_a_lesson_is_asked_for_once_its_page_is_open(qtbot):
    view, pages = View(), []
    view.lesson_wanted.connect(lambda key: pages.append((key, view.page)))
    for key in ("02-b", "02-b"):
        view.open_lesson(key)
    assert pages == [("02-b", Page.COURSE)] * 2


def test_the_lines_show_something_else(qtbot):
    view = View()
    assert view.lines is Lines.PRODUCTS
    with qtbot.waitSignal(view.lines_changed) as shown:
        view.show_lines(Lines.WEIGHTS)
    assert shown.args == [Lines.WEIGHTS]
    assert view.lines is Lines.WEIGHTS

"""How the window looks: nothing is cut off, whatever its size and colours."""


def test_light_and_dark_are_both_painted(hand, qtbot):
    grounds = {}
    for choice in ("light", "dark"):
        hand.window.appearance.choose(choice)
        image = hand.window.grab().toImage()
        grounds[choice] = image.pixelColor(image.width() // 2, image.height() - 2).lightness()
    assert grounds["light"] > 200
    assert grounds["dark"] < 60


def test_no_text_is_cut_off_at_1024_by_768(hand):
    hand.window.resize(1024, 768)
    QApplication.processEvents()
    for kind in (QLabel, QPushButton, QToolButton):
        for widget in hand.window.findChildren(kind):
            if widget.isVisible() and widget.text() and not (kind is QLabel and widget.wordWrap()):
                assert widget.width() >= widget.sizeHint().width(), widget.text()
    assert hand.window.width() == 1024
    assert hand.window.height() == 768


def test_the_rows_keep_their_heights_whatever_page_is_shown(window, qtbot):
    pages, heights = window.findChild(QTabWidget, "pages"), set()
    for size in ((1280, 800), (1024, 768)):
        window.resize(*size)
        for number in range(pages.count()):
            pages.setCurrentIndex(number)
            QApplication.processEvents()
            heights.add((size, pages.height()))
            page = pages.currentWidget()
            assert page.minimumSizeHint().height() <= page.height() or page.findChild(QScrollArea) is not None
    assert len(heights) == 2

"""Texts of lessons only format; what Qt makes of them is the judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from nnapp.files.lessons.plain_markdown import markdown_fault

Feature = QTextDocument.MarkdownFeature
DIALECTS = (Feature.MarkdownDialectCommonMark, Feature.MarkdownDialectGitHub)
TOKENS = (
    "[", "]", "(", ")", "!", "<", ">", "/", ":", "@", "&", "#", ";", "\\", "`", "*", "_", "|", "~", "-", "=", " ", "\t",
    "\n", "\n\n", "    ", '"', "'", "a", "b", "1", ".", "x.org", "www", "http", "https:", "//", "img", "br", "lt", "^",
    "file:", "javascript:", "[a]", "(b)", "\n> ", "\n- ", "\n1. ", "\n[a]", "|-|-|\n", "```", "<!", "?", "mailto:",
)  # fmt: skip


def taken_as_more_than_text(text):
    """Return which of a link, a picture and HTML Qt finds in ``text``, in any dialect."""
    found = set()
    for dialect in DIALECTS:
        document = QTextDocument()
        document.setMarkdown(text, dialect | Feature.MarkdownNoHTML)
        without_html = document.toHtml()
        block = document.begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                form = place.fragment().charFormat()
                found |= {"link"} if form.isAnchor() or form.anchorHref() else set()
                found |= {"picture"} if form.isImageFormat() else set()
                place += 1
            block = block.next()
        document.setMarkdown(text, dialect)
        found |= {"HTML"} if document.toHtml() != without_html else set()
    return found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[a](b)", "link"), ("[a]\n\n[a]: b", "link"), ("[a][b]\n\n[b]: /c", "link"), ("<https://a.b>", "link"),
        ("<1a:b>", "link"),
        ("https://a.b", "link"), ("www.a.org", "link"), ("a@b.org", "link"), ("![a](b.png)", "picture"),
        ("![a]\n\n[a]: b.png", "picture"), ('<img src="a.png">', "HTML"), ("a <b>c</b>", "HTML"), ("</p>", "HTML"),
    ],
)  # fmt: skip
def test_what_qt_takes_for_more_than_text_is_refused_with_its_cure(qapp, text, what):
    assert what in taken_as_more_than_text(text)
    assert "; " in markdown_fault(text)


@pytest.mark.parametrize("text", ["&lt;b>", "a\x00", "a\u2028b"])
def test_codes_and_what_cannot_be_shown_are_refused(text):
    assert "; " in markdown_fault(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join))
def test_what_passes_is_only_text(qapp, text):
    assert markdown_fault(text) or not taken_as_more_than_text(text)


@pytest.mark.parametrize(
    "text",
    ["y = 1 if w·x + b > 0, else 0", "w·x + b < 0 & b ≤ 1", "[[1, 2], [3, 4]] · [[5, 6], [7, 8]]", "**bold**, *italic*",
     "- one\n- two", "in [0, 1] (both ends)", "a\nb\tc", "Is there an eye? Yes!", "1.5: half"],
)  # fmt: skip
def test_formulas_and_formats_pass(qapp, text):
    assert markdown_fault(text) == ""
    assert taken_as_more_than_text(text) == set()

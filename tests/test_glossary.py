"""The glossary: each term has one sentence, in words that are plain or have a sentence themselves."""

import pytest

from nnapp import glossary
from nnapp.glossary import Entry, Glossary, GlossaryError, lesson_name
from tests.plain_words import PLAIN, unexplained

SHIPPED = Glossary.shipped()


def terms(text):
    return [entry.term for entry in SHIPPED.find(text)]


def test_a_sentence_says_what_its_term_is_in_words_that_are_explained():
    for entry in SHIPPED.entries:
        assert entry in SHIPPED.find(entry.sentence) or entry.term in glossary.AMBIGUOUS, entry.term
        assert entry.sentence.rstrip(".").count(". ") == 0, f"{entry.term}: more than one sentence"
        assert unexplained(SHIPPED, entry.sentence) == [], entry.term


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("THE LEARNING RATE of mini-batches", ["learning rate", "mini-batch"]),
        ("A validation loss is a loss", ["validation loss", "loss"]),
        ("z = Σ w x + b, a number", ["z", "Σ", "w", "x", "b"]),
        ("Losses, lossless, the Xylophone", ["loss"]),
        ("W and w, y and y' = 1", ["W", "w", "y", "y'"]),
        ("w₁ and w₂, bw, Δw₁", ["w", "Δ"]),
        ("Draw here", []),
    ],
)
def test_terms_are_found_as_whole_words_the_longest_first(text, found):
    assert terms(text) == found


def test_no_term_passes_for_a_plain_word():
    assert [word for word in PLAIN if not SHIPPED.without_terms(word).strip()] == []


def test_a_word_that_is_neither_plain_nor_a_term_is_noticed():
    assert unexplained(SHIPPED, "The axon's Jacobian, a loss, a T-shirt, h1") == ["axon's", "jacobian"]


def test_a_lesson_is_found_by_the_first_term_that_has_one():
    entries = (Entry("w", "W."), Entry("loss", "L.", lesson="09-loss"), Entry("rate", "R.", lesson="10-r:2"))
    glossary = Glossary(entries)
    assert [glossary.lesson_of(text) for text in ("w, loss, rate", "w", "Rate")] == ["09-loss", "", "10-r:2"]
    assert lesson_name("09-loss") == "Lesson 9"


def test_two_entries_with_a_form_in_common_are_refused():
    with pytest.raises(GlossaryError, match="“Losses” is explained by two entries"):
        Glossary((Entry("loss", "L.", ("losses",)), Entry("Losses", "L.")))


@pytest.mark.parametrize(
    "content",
    ['loss = "How wrong."', "[loss]", '[loss]\nsentence = "no stop"', '[loss]\nsentence = "A."\nalso = "losses"',
     '[loss]\nsentence = "A."\nmeaning = "B."', '[loss]\nsentence = "A."\nlesson = 9',
     '[loss]\nsentence = "A."\nlesson = "../09-loss"'],
)  # fmt: skip
def test_an_entry_that_is_not_as_it_should_be_is_refused(content, tmp_path, monkeypatch):
    (tmp_path / "glossary.toml").write_text(content)
    monkeypatch.setattr(glossary, "resources_folder", lambda: tmp_path)
    with pytest.raises(GlossaryError, match="loss"):
        Glossary.shipped()

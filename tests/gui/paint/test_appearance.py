import pytest

from nnapp.gui.paint.appearance import CHOICES, Appearance
from nnapp.gui.paint.theme import DARK, LIGHT, Theme


def contrast(one, two):
    """The contrast ratio of WCAG 2.1 between two colours, 1 to 21."""

    def luminance(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_what_it_stands_on(theme: Theme):
    for text, ground in [
        (theme.text, theme.panel), (theme.text, theme.ground), (theme.text, theme.control), (theme.muted, theme.panel),
        (theme.muted, theme.ground), (theme.on_accent, theme.supports), (theme.on_fires, theme.fires),
    ]:  # fmt: skip
        assert contrast(text, ground) >= 4.5, (text, ground)
    for mark in (theme.supports, theme.opposes, theme.fires):
        assert contrast(mark, theme.panel) >= 3.0, mark


def test_a_choice_is_told_once_and_kept(qapp, qtbot):
    appearance = Appearance("light")
    assert appearance.theme is LIGHT
    with qtbot.waitSignal(appearance.changed):
        appearance.choose("dark")
    assert appearance.theme is DARK
    with qtbot.assertNotEmitted(appearance.changed):
        appearance.choose("dark")


def test_what_is_no_choice_counts_as_the_system(qapp):
    assert Appearance("purple").choice == "system"
    with pytest.raises(ValueError, match=", ".join(CHOICES)):
        Appearance().choose("purple")

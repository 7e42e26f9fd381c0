"""The style sheet of the window: resources/style.qss with the colours and lengths of a theme."""

import re
from dataclasses import asdict
from string import Template

from nnapp.gui.paint.theme import FAMILY, HUGE, LARGE, SMALL, TEXT, Theme
from nnapp.locations import resources_folder


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the window in ``theme``."""
    sizes = {"SMALL": SMALL, "TEXT": TEXT, "LARGE": LARGE, "HUGE": HUGE}
    words = {
        **asdict(theme),
        **{name: f"{size}px" for name, size in sizes.items()},
        "family": FAMILY,
        # The little arrow of a list that opens, in the colour of text.
        "arrow": (resources_folder() / "icons" / f"down-{'light' if theme.name == 'light' else 'dark'}.svg").as_posix(),
    }
    sheet = Template((resources_folder() / "style.qss").read_text(encoding="utf-8")).substitute(words)
    return re.sub(r"(-?\d+)px", lambda pixels: f"{theme.px(int(pixels[1]))}px", sheet)

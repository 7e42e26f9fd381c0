"""The style sheet of the window: resources/style.qss with the colours and lengths of a theme."""

import re
from string import Template

from nnapp.gui.paint.theme import FAMILY, HUGE, LARGE, SMALL, TEXT, Theme
from nnapp.locations import resources_folder


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the window in ``theme``."""
    sizes = {"SMALL": SMALL, "TEXT": TEXT, "LARGE": LARGE, "HUGE": HUGE}
    words = {
        **vars(theme),
        **{name: f"{size}px" for name, size in sizes.items()},
        "family": FAMILY,
        # The little arrow of a list that opens, in the colour of text.
        "arrow": (resources_folder() / "icons" / f"down-{'light' if theme.name == 'light' else 'dark'}.svg").as_posix(),
    }
    sheet = Template((resources_folder() / "style.qss").read_text(encoding="utf-8")).substitute(words)
    # Rounded down, as Qt paints no frame at all whose corners are larger than half of it.
    sheet = re.sub(r"radius: (\d+)px", lambda found: f"radius: {int(theme.zoom * int(found[1]))} px", sheet)
    return re.sub(r"(-?\d+)px", lambda found: f"{theme.px(int(found[1]))}px", sheet).replace(" px", "px")

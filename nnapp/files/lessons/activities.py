"""The activities that a lesson can have, and what each is given and tells."""

from typing import Final

from nnapp.files.lessons.declarations import ActivityDeclaration

ACTIVITIES: Final[dict[str, ActivityDeclaration]] = {}
"""By the names that lessons use; the window has a widget for each."""

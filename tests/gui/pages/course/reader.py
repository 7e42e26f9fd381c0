"""A Course page as one reads it."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSlider, QTreeWidget, QWidget


class Reader:
    """Finds the parts of the page by their object names."""

    def __init__(self, window):
        self.window = window

    def find(self, kind, name):
        # A lesson that was closed is about to be deleted, and has no window any more.
        return self.window.findChild(kind, name)

    def text(self, name):
        return self.find(QLabel, name).text()

    def is_shown(self, name):
        found = self.find(QWidget, name)
        return found is not None and found.isVisible()

    def click(self, name):
        self.find(QAbstractButton, name).click()

    def answer(self, number, words):
        self.find(QLineEdit, f"answerField{number}").setText(words)
        self.click(f"checkButton{number}")
        return self.text(f"challengeSaid{number}")

    @property
    def slider(self):
        return self.find(QSlider, "weightSlider")

    @property
    def marks(self):
        """What stands at each lesson in the list."""
        lessons = self.find(QTreeWidget, "lessonList")
        return [lessons.topLevelItem(row).text(2) for row in range(lessons.topLevelItemCount())]

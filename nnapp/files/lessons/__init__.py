"""Lessons of the course: what they hold, and how they are read from files that anyone may have written."""

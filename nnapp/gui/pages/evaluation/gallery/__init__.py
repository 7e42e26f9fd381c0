"""The examples behind a figure, as small pictures."""

"""The activities of lessons: something to move, and numbers that follow."""

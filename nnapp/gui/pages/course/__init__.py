"""The Course page: lessons with something to move, and challenges that the program checks."""

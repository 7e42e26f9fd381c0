"""The window. Only this floor knows Qt; the board and the pages ask ``Session`` and never each other."""

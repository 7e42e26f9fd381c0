"""The window. Only this floor knows Qt; widgets ask ``Session`` and never each other."""

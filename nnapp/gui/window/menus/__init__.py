"""The menus: one module each, which takes what its actions act upon."""

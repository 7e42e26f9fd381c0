"""The window that holds everything: the application, menus, dialogs, files that are opened and saved."""

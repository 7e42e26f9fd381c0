"""One folder for each page; no page knows another."""

"""The network at work: the diagram, and a page for each way to look inside."""

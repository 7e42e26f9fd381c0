"""The What if page: the network edited by hand."""

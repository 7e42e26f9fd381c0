"""The network learns one's hand: the run, and what it has changed."""

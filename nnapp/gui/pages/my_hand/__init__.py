"""One's own drawings, and how the network learns from them: the My hand page and its parts."""

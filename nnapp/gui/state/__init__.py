"""What the window is about: network, drawing, selection, history. No widgets."""

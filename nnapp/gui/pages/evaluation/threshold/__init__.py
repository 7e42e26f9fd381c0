"""What the firing threshold decides, and a handle to move it."""

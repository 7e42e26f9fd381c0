"""Whether an activation of 0.9 means that 90 % are right."""

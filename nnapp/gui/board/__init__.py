"""What is always in view: the canvas with its tools, and the answer of the network."""

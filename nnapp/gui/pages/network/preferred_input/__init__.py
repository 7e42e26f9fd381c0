"""The Preferred input page: what fires a neuron most, and the smallest change of the answer."""

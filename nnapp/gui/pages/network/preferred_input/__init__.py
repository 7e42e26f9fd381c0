"""The Preferred input page: what excites a neuron most, and the smallest change of the answer."""

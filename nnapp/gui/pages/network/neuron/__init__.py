"""The Neuron page: every number of a neuron, followed to its pixels."""

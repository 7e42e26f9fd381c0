"""The Neuron page: every number of a neuron, followed to the inputs of the network."""

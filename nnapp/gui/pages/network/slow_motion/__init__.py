"""The Slow motion page: one step of training on one example, number by number."""

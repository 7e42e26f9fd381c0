"""How things look: the theme, its metrics, and images of weights and ink."""

"""The kept drawings, and what can be done with them."""

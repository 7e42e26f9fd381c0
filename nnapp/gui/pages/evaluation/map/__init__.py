"""A map on which examples lie close that a layer hardly tells apart."""

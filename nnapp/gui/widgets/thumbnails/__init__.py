"""Small pictures side by side, of which as many as one likes scroll smoothly."""

"""The accuracy on digits that are distorted."""

"""The Runs page: the runs that were kept, compared."""

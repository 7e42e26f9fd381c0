"""The Training page: settings, the current run, advice."""

"""The Training page: settings, the run as it goes, advice."""

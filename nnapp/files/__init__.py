"""Weight files in and out: ``weight_file`` is the front door."""

"""Numbers in words, the same everywhere in the window."""


def time_in_words(seconds: float) -> str:
    """Return ``seconds`` as people say it: 5 s, 2 min 10 s, 1 h 5 min."""
    whole = max(round(seconds), 1)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"

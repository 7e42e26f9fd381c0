"""Numbers in words, the same everywhere in the window."""


def short(number: float) -> str:
    """Return ``number`` with two decimals, or as many as it takes to see two of its digits."""
    return f"{number:.2f}" if abs(number) >= 0.1 or number == 0.0 else f"{number:.2g}"


def signed(number: float) -> str:
    """Return ``number`` as ``short`` does, with its sign."""
    return f"{'+' if number > 0 else ''}{short(number)}"


def time_in_words(seconds: float) -> str:
    """Return ``seconds`` as people say it: 5 s, 2 min 10 s, 1 h 5 min."""
    whole = max(round(seconds), 1)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"

"""``nnapp finetune``: let a network learn the hand of one person, and report what that has changed."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rich.console import Console

from nnapp.cli.output import number_table, print_json, progress_bar
from nnapp.cli.train import finish_with_bar, network_of, train_with_bar
from nnapp.digits.drawings_file import read_drawings
from nnapp.files.hand_comparison import compare_hands
from nnapp.files.hand_learning import advice, hand_settings
from nnapp.files.hand_scores import HandComparison
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.files.weight_file import WeightFile, check_weights_can_be_saved, encode, load_weights, save_weights
from nnapp.wording import strict_percent

SCORES: Final = {"hand": "your drawings, held out", "mnist": "MNIST's test digits", "synthetic": "synthetic drawings"}
"""What is read by both networks, and what people call it."""


def finetune_command(weights: Path, drawings: Path, out: Path, *, as_json: bool) -> int:
    """Let the network in ``weights`` learn from the file ``drawings``, and save it as ``out``."""
    check_weights_can_be_saved(out)
    start = load_weights(weights).recogniser
    encode(out, WeightFile(start))
    settings = hand_settings(start, drawings)
    run = TrainingRun(settings, start=start)
    with progress_bar(quiet=as_json) as bar:
        data = finish_with_bar(load_data(settings.data), bar, "Preparing")
        lack = advice([entry.label for entry in read_drawings(drawings) if entry.label is not None])
        if lack and not as_json:
            bar.console.print(lack)
        kept = network_of(run, stopped=train_with_bar(run, data, bar, as_json=as_json))
    save_weights(out, kept)
    if not as_json:
        # Whoever does not want to wait for the comparison has the network already.
        sys.stdout.write(f"Saved the network as {out}\n")
        sys.stdout.flush()
    with progress_bar(quiet=as_json) as bar:
        compared = finish_with_bar(compare_hands(start, kept.recogniser, settings), bar, "Comparing")
    if as_json:
        changes = [{"label": each.label, "before": each.before, "after": each.after} for each in compared.changes]
        scores = {name: asdict(getattr(compared, name)) for name in SCORES}
        print_json({"saved": str(out), **scores, "changes": changes, "advice": lack})
    else:
        _print_tables(compared)
    return 0


def _print_tables(compared: HandComparison) -> None:
    """Print what is read correctly before and after, and which of the user's own drawings are read differently."""
    console = Console()
    table = number_table("Read correctly", ("", "examples", "before", "after"))
    for name, words in SCORES.items():
        score = getattr(compared, name)
        shares = (strict_percent(right / score.number, 1) for right in (score.before, score.after))
        table.add_row(words, f"{score.number:,}", *shares)
    console.print(table)
    if not compared.changes:
        sys.stdout.write("None of your drawings is read differently.\n")
        return
    changed = number_table("Your drawings that are read differently", ("digit", "before", "after", "drawings"))
    counts = Counter((change.label, change.before, change.after) for change in compared.changes)
    for digits, number in sorted(counts.items()):
        changed.add_row(*map(str, (*digits, number)))
    console.print(changed)

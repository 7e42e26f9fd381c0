"""Measure the networks that ship, and write their cards and what the README says of them.

Run it with ``python -m tests.benchmarks.model_cards FILE`` after they were trained; FILE holds the pen digits.
Every figure is one of ``nnapp evaluate --report --data FILE``; how a network is made, its weight file says.
"""

import argparse
import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

from nnapp.cli.measured_data import labelled_data
from nnapp.cli.report import DRAWINGS, MNIST, NON_DIGITS, Measured, example_sets
from nnapp.cli.train_options import train_command_line
from nnapp.digits.drawing import Drawing
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.locations import SHIPPED_NETWORKS, models_folder, shipped_weights
from nnapp.wording import listed

AS_DRAWN = f"{DRAWINGS}, as drawn"
WORST = 4
"""The number of confusions that a card names."""

CARD = """\
# {name}.safetensors

{layers}, {activations}: {what}.

- Trained on {examples:,} examples: {data}; {validation:,} other MNIST digits were held out for validation.
- To make it again, byte for byte with the same processor and NumPy:

      {command} --out models/{name}.safetensors

- Input: {input} (`{preparation}`).
- An output neuron fires at an activation of {threshold:g} or more. Of letters, shapes and scribbles of kinds that
  it has not learnt from, {fires:.2%} make a neuron fire; at a threshold of 0.4 it would be {at_4:.1%}, at 0.7
  {at_7:.1%}. On a blank canvas the strongest output is {blank:.3f}.

Measured by `nnapp evaluate --report --data FILE`, where the file held {drawings:,} pen digits by 30 people. They
were not used for training, but the settings, and the ways of writing that the synthetic drawings imitate, were chosen
with them, so other people's digits may be recognised a little less well. Columns 0 to 9 show the share of each digit
that is recognised correctly.

| | right | fires | right and fires | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| MNIST's 10,000 test digits | {mnist_row} |
| pen digits | {drawings_row} |

{altered}

What it is bad at: {worst}.
"""

OVERVIEW = """\
# The networks that ship

| file | layers | MNIST test | pen digits | right and fires | non-digits that fire | |
|---|---|---|---|---|---|---|
{rows}

The pen digits were written by people whose writing no network has learnt from; “right and fires” is the share of
them that is recognised by an output neuron that fires. Non-digits are letters, shapes and scribbles of kinds that
no network has learnt from.

The window opens with default.safetensors, which `nnapp train` without options makes. The recipe “The best reader”
makes directions.safetensors, and `nnapp predict --best` uses {best}.safetensors. The Train button begins with the
recipe “Quick”, which takes less time and has no card.

Each card says what the network was trained on, the one command that makes it again, how well it recognises each
digit, and what it is bad at.
"""

README_PARAGRAPH = """\
With only fifteen hidden neurons, the network that the window opens with recognises {mnist:.1%} of MNIST's test
digits, and {drawn:.1%} of {drawings:,} pen digits by people whose writing it did not learn from. `nnapp train` without
options makes it, from MNIST and synthetic handwriting. With as many neurons, “The best reader” recognises
{best_mnist:.1%} and {best_drawn:.1%}: it sees the directions of edges in place of pixels. The Train button begins
with a shorter recipe; each network that ships has a [card](models/README.md).
"""


@dataclass(frozen=True)
class Network:
    """A network that ships, and what was measured of it."""

    name: str
    layers: str
    what: str
    file: WeightFile
    measured: Sequence[Measured]

    @cached_property
    def by_name(self) -> Mapping[str, Measured]:
        """What was measured, by the names of the examples."""
        return {measured.name: measured for measured in self.measured}

    @property
    def mnist(self) -> Measured:
        """On MNIST's test digits."""
        return self.by_name[MNIST]

    @property
    def drawn(self) -> Measured:
        """On the pen digits."""
        return self.by_name[AS_DRAWN]

    def firing(self, threshold: float) -> float:
        """Return the share of non-digits that reach ``threshold``, 0..1."""
        return self.by_name[NON_DIGITS].fires(threshold)


def measured_networks(path: Path) -> list[Network]:
    """Measure the networks that ship, those that see alike on one core of the processor."""
    groups = defaultdict(list)
    for entry in SHIPPED_NETWORKS:
        groups[load_weights(shipped_weights(entry[0])).recogniser.preparation].append(entry)
    with ProcessPoolExecutor() as pool:
        found = chain.from_iterable(pool.map(measured_alike, repeat(path), groups.values()))
        return sorted(found, key=lambda network: [name for name, *_ in SHIPPED_NETWORKS].index(network.name))


def measured_alike(path: Path, entries: Sequence[tuple[str, str, str]]) -> list[Network]:
    """Measure the ``entries`` of ``SHIPPED_NETWORKS``, which have the same preparation."""
    files = [load_weights(shipped_weights(name)) for name, *_ in entries]
    recogniser = files[0].recogniser
    sets = list(example_sets(recogniser, labelled_data(path, recogniser), path.name))
    return [
        Network(*entry, file, [Measured.of(file.recogniser, examples) for examples in sets])
        for entry, file in zip(entries, files, strict=True)
    ]


def card(network: Network) -> str:
    """Return the text of the card of ``network``."""
    recogniser, record = network.file.recogniser, network.file.record
    command = train_command_line(record) if record else None
    if command is None:
        raise SystemExit(f"{network.name}.safetensors does not say how it was made; train it again, without a change.")
    threshold = recogniser.firing_threshold
    *hidden, output = (layer.activation.name for layer in recogniser.network.layers)
    return _filled(
        CARD.format(
            name=network.name,
            layers=network.layers.split(",")[0],
            activations=output if set(hidden) == {output} else f"{listed(dict.fromkeys(hidden))}, then {output}",
            what=network.what,
            examples=record.examples,
            data=record.data,
            validation=record.data_settings.validation,
            command=command,
            input=recogniser.preparation.explanation,
            preparation=recogniser.preparation.name,
            threshold=threshold,
            fires=network.firing(threshold),
            at_4=network.firing(0.4),
            at_7=network.firing(0.7),
            blank=float(recogniser.recognise(Drawing()).outputs.max()),
            drawings=len(network.drawn.predictions),
            mnist_row=_row(network.mnist, threshold),
            drawings_row=_row(network.drawn, threshold),
            altered=_altered(network),
            worst=_worst(network.drawn),
        )
    )


def overview(networks: Sequence[Network]) -> str:
    """Return the text of the page that lists ``networks``."""
    rows = []
    for network in networks:
        threshold = network.file.recogniser.firing_threshold
        shares = (
            network.mnist.accuracy, network.drawn.accuracy, network.drawn.right_and_fires(threshold),
            network.firing(threshold),
        )  # fmt: skip
        figures = " | ".join(f"{share:.2%}" for share in shares)
        rows.append(f"| {network.name}.safetensors | {network.layers} | {figures} | [card]({network.name}.md) |")
    return _filled(OVERVIEW.format(rows="\n".join(rows), best=SHIPPED_NETWORKS[-1][0]))


def readme(text: str, networks: Sequence[Network]) -> str:
    """Return the ``text`` of the README with a new second paragraph below its title."""
    default, directions = (next(n for n in networks if n.name == name) for name in ("default", "directions"))
    paragraph = README_PARAGRAPH.format(
        mnist=default.mnist.accuracy, drawn=default.drawn.accuracy, drawings=len(default.drawn.predictions),
        best_mnist=directions.mnist.accuracy, best_drawn=directions.drawn.accuracy,
    )  # fmt: skip
    parts = text.split("\n\n")
    parts[2] = _filled(paragraph.replace("%", " %")).strip()
    return "\n\n".join(parts)


def _row(measured: Measured, threshold: float) -> str:
    all_of_them = (measured.accuracy, measured.fires(threshold), measured.right_and_fires(threshold))
    return " | ".join([*(f"{share:.2%}" for share in all_of_them), *(f"{share:.1%}" for share in measured.shares)])


def _altered(network: Network) -> str:
    """Return how well altered drawings are recognised, in words."""
    altered = [one for one in network.measured if one.name.startswith(f"{DRAWINGS}, ") and one is not network.drawn]
    *_, worst = sorted(altered, key=lambda one: -one.accuracy)
    best = max(one.accuracy for one in altered)
    alteration = worst.name.removeprefix(f"{DRAWINGS}, ")
    return (
        "Scaled to 25, 50 or 100 % of the canvas, moved to any corner, slanted by 15 degrees, or drawn as a picture "
        f"with a pen of 1 to 4 pixels, {worst.accuracy:.2%} (“{alteration}”) to {best:.2%} of the pen digits "
        "are recognised."
    )


def _worst(measured: Measured) -> str:
    """Return the digits that are most often confused, in words."""
    confusions = [pair for pair in measured.predictions.confusions if pair.count > 1][:WORST]
    if not confusions:
        return "no digit in particular"
    return listed(
        f"a{'n' * (pair.label == 8)} {pair.label} ({pair.count} of {pair.examples} taken for {pair.answer})"
        for pair in confusions
    )


def _filled(text: str) -> str:
    """Return ``text`` with its paragraphs and list entries filled; headings, tables and commands stay as they are."""
    return "\n\n".join(_block(block) for block in text.strip().split("\n\n")) + "\n"


def _block(block: str) -> str:
    if block.startswith(("#", "|", " ")):
        return block
    entries = re.split(r"\n(?=- )", block)
    return "\n".join(
        textwrap.fill(
            " ".join(entry.split()), 120, subsequent_indent="  " * entry.startswith("- "), break_on_hyphens=False
        )
        for entry in entries
    )


def main() -> None:
    """Write the cards, their list, and the paragraph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drawings", type=Path, metavar="FILE", help="the labelled pen digits (.jsonl, .jsonl.gz)")
    networks = measured_networks(parser.parse_args().drawings)
    cards = {f"{network.name}.md": card(network) for network in networks}
    for name, text in {**cards, "README.md": overview(networks)}.items():
        (models_folder() / name).write_text(text, encoding="utf-8")
    print(overview(networks))
    page = Path(__file__).parents[2] / "README.md"
    page.write_text(readme(page.read_text(encoding="utf-8"), networks), encoding="utf-8")


if __name__ == "__main__":
    main()

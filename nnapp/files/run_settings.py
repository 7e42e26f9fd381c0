"""The settings of a whole run, and how they are written as JSON so that the run can be repeated."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

from nnapp.digits.data_settings import Augmentation, DataSettings
from nnapp.digits.opening import explained
from nnapp.files.errors import WeightFileError
from nnapp.files.strict_json import parse_json
from nnapp.nn.setting_declarations import LARGEST, SettingsError, declarations
from nnapp.nn.settings import RateChange, Rates, TrainingSettings

LARGEST_SETTINGS: Final = 1 << 20
"""Bytes of a settings file."""

DECLARED: Final = {**declarations(TrainingSettings), **declarations(DataSettings)}
FILE_NAMES: Final = {name: declaration.formerly for name, declaration in DECLARED.items() if declaration.formerly}
"""Settings that have an older name in files."""


@dataclass(frozen=True)
class RunSettings:
    """All that a training run depends on: the same settings give the same network."""

    training: TrainingSettings = field(default_factory=TrainingSettings)
    data: DataSettings = field(default_factory=DataSettings)

    def __post_init__(self) -> None:
        """Refuse what the data cannot provide.

        Raises:
            SettingsError: too few examples to learn from, or none for validation where a stop rule needs them.
        """
        if self.data.total < 2:
            raise SettingsError(
                "examples", f"Too few examples to learn from: {self.data.total}; use at least 2, of different classes."
            )
        for name, rule in (("patience", self.training.patience), ("target_accuracy", self.training.target_accuracy)):
            if rule and not self.data.validation:
                raise SettingsError(
                    name, "This stop rule needs validation examples; hold some out, or remove the limit."
                )


def run_settings_as_json(settings: RunSettings) -> dict[str, Any]:
    """Return ``settings`` as what JSON can hold."""
    return {"training": settings_as_json(settings.training), "data": settings_as_json(settings.data)}


def settings_as_json(settings: TrainingSettings | DataSettings) -> dict[str, Any]:
    """Return ``settings`` as what JSON can hold, under the names that files have for them."""
    return {FILE_NAMES.get(name, name): value for name, value in asdict(settings).items()}


def run_settings_from_json(content: object) -> RunSettings:
    """Return the settings that ``run_settings_as_json`` wrote; what is left out has its default.

    Raises:
        SettingsError: something in it is unknown, of the wrong type, or not allowed.
    """
    parts = _mapping(content, "The settings", {"training", "data"})
    return RunSettings(training_from_json(parts.get("training", {})), data_from_json(parts.get("data", {})))


def training_from_json(content: object) -> TrainingSettings:
    """Return training settings from JSON, older ones with a single hidden activation included.

    Raises:
        SettingsError: something in it is unknown, of the wrong type, or not allowed.
    """
    if isinstance(content, dict) and "hidden_activation" in content:
        content = {**content}
        content["hidden_activations"] = [content.pop("hidden_activation")]
    readers: dict[str, Callable[[object, str], Any]] = {"changes": _changes}
    return TrainingSettings(**_read(TrainingSettings(), content, "training", readers))


def read_run_settings(path: Path) -> RunSettings:
    """Read the settings file ``path``.

    Raises:
        SettingsError: it cannot be read, or is no settings file; says why.
    """
    with explained(path, "a settings file", partial(SettingsError, "file")), path.open("rb") as file:
        raw = file.read(LARGEST_SETTINGS + 1)
    if len(raw) > LARGEST_SETTINGS:
        raise SettingsError("file", f"{path} is larger than a settings file can be (1 MB).")
    try:
        content = parse_json(raw, "it")
    except WeightFileError as error:
        raise SettingsError("file", f"{path} is not a settings file: {error}") from error
    try:
        return run_settings_from_json(content)
    except SettingsError as error:
        raise SettingsError(error.field, f"{path} cannot be used: {error}") from error


def data_from_json(content: object) -> DataSettings:
    """Return data settings from JSON.

    Raises:
        SettingsError: something in it is unknown, of the wrong type, or not allowed.
    """

    def augmentation(value: object, where: str) -> Augmentation:
        return Augmentation(**_read(Augmentation(), value, where, {}))

    if isinstance(content, dict) and content.get("source"):
        # Files from before there was such a limit are still repeated as they were.
        content = {"validation_share": 0.5, **content}
    if isinstance(content, dict) and {"drawn", "preparation", "validation"} <= set(content):
        # Whole settings that do not name the share are older than it, and it was 0.15.
        content = {"nonsense_share": 0.15, **content}
    return DataSettings(**_read(DataSettings(), content, "data", {"augmentation": augmentation}))


def _changes(value: object, where: str) -> tuple[RateChange, ...]:
    return tuple(_change(item, where) for item in _list(value, where))


def _change(item: object, where: str) -> RateChange:
    parts = _mapping(item, f"A change in “{where}”", {"step", "rates"})
    usual = Rates(learning_rate=1.0, momentum=0.0, l2=0.0)
    rates = _read(usual, parts.get("rates", {}), "rates", {})
    if len(rates) < len(fields(usual)):
        raise SettingsError("changes", "A change of rates must name learning_rate, momentum and l2.")
    return RateChange(_like(0, parts.get("step"), "step"), Rates(**rates))


def _read(
    usual: Any,  # noqa: ANN401 - any of the settings
    content: object,
    where: str,
    readers: Mapping[str, Callable[[object, str], Any]],
) -> dict[str, Any]:
    """Return the entries of ``content``, each of the type that the dataclass ``usual`` has there."""
    names = {FILE_NAMES.get(entry.name, entry.name): entry.name for entry in fields(usual)}
    names |= {name: name for name in names.values()}
    values = {}
    for in_file, value in _mapping(content, f"“{where}” of the settings", set(names)).items():
        name = names[in_file]
        reader = readers.get(name)
        values[name] = reader(value, name) if reader else _like(getattr(usual, name), value, name)
    return values


def _like(usual: Any, value: object, name: str) -> Any:  # noqa: ANN401 - a number, a text or several
    """Return ``value`` if it has the type of ``usual``."""
    if isinstance(usual, tuple):
        # An empty one holds texts.
        return tuple(_like(usual[0] if usual else "", item, name) for item in _list(value, name))
    if isinstance(usual, str):
        if isinstance(value, str) and len(value) <= 4_096 and "\0" not in value:
            return value
        raise SettingsError(name, f"The setting “{name}” must be text.")
    whole = isinstance(usual, int)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or abs(value) > LARGEST:
        raise SettingsError(name, f"The setting “{name}” must be a {'whole ' if whole else ''}number.")
    return value if whole else float(value)


def _list(value: object, name: str) -> list[object]:
    if not isinstance(value, list) or len(value) > 10_000:
        raise SettingsError(name, f"The setting “{name}” must be a list.")
    return value


def _mapping(value: object, what: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError("file", f"{what} must be names with values.")
    unknown = sorted(str(name)[:40] for name in value if name not in known)
    if unknown:
        raise SettingsError("file", f"{what} has no entry “{unknown[0]}”; there are {', '.join(sorted(known))}.")
    return value

"""Checkpoints on disk: the whole state of a training after an epoch, as safetensors."""

import json
from dataclasses import asdict
from math import inf
from pathlib import Path
from typing import Any, Final

import numpy as np

from nnapp.files.errors import RunError
from nnapp.nn.reports import Checkpoint
from nnapp.nn.settings import RateChange, Rates

LARGEST_CHECKPOINT: Final = 512 * 2**20
"""Bytes."""


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Put ``checkpoint`` in the place of ``path``, all at once.

    It is not flushed to the disk: it survives the death of the program, and of the power perhaps not.

    Raises:
        OSError: it cannot be written; the checkpoint before is as it was.
    """
    # Loaded here, and below, as the window opens sooner without it.
    import safetensors.numpy

    tensors = {"parameters": checkpoint.parameters, "best": checkpoint.best_parameters}
    tensors |= {f"memory.{number}": memory for number, memory in enumerate(checkpoint.optimizer_memory)}
    description = {
        "epoch": checkpoint.epoch,
        "step": checkpoint.step,
        "seconds": checkpoint.seconds,
        "rates": asdict(checkpoint.rates),
        "changes": [asdict(change) for change in checkpoint.changes],
        "optimizer_steps": checkpoint.optimizer_steps,
        "best_epoch": checkpoint.best_epoch,
        "best_loss": checkpoint.best_loss if checkpoint.best_loss < inf else None,
    }
    beside = path.with_name(f"{path.name}.part")
    beside.write_bytes(safetensors.numpy.save(tensors, metadata={"nnapp-checkpoint": json.dumps(description)}))
    beside.replace(path)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read what ``write_checkpoint`` wrote.

    Raises:
        RunError: it is missing or damaged.
    """
    import safetensors

    try:
        if path.stat().st_size > LARGEST_CHECKPOINT:
            raise RunError(f"{path} is larger than a checkpoint can be (512 MB).")
        with safetensors.safe_open(path, framework="numpy") as file:
            description: dict[str, Any] = json.loads((file.metadata() or {})["nnapp-checkpoint"])
            tensors = {name: np.array(file.get_tensor(name)) for name in file.keys()}  # noqa: SIM118 - no mapping
        memory = [tensors[f"memory.{number}"] for number in range(len(tensors) - 2)]
        best_loss = description["best_loss"]
        return Checkpoint(
            epoch=int(description["epoch"]),
            step=int(description["step"]),
            seconds=float(description["seconds"]),
            rates=Rates(**description["rates"]),
            changes=tuple(
                RateChange(int(change["step"]), Rates(**change["rates"])) for change in description["changes"]
            ),
            parameters=tensors["parameters"],
            optimizer_steps=int(description["optimizer_steps"]),
            optimizer_memory=tuple(memory),
            best_epoch=int(description["best_epoch"]),
            best_loss=inf if best_loss is None else float(best_loss),
            best_parameters=tensors["best"],
        )
    except (OSError, safetensors.SafetensorError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise RunError(f"{path} is not a training checkpoint, or it is damaged.") from error

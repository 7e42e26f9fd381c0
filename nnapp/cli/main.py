"""The command line: which command, which options, and what happens to bad input."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from nnapp import __version__
from nnapp.cli.convert import add_convert_options, answers, convert_command
from nnapp.cli.evaluate import evaluate_command
from nnapp.cli.exit_status import BAD_INPUT, CANNOT_WRITE, INTERRUPTED
from nnapp.cli.finetune import finetune_command
from nnapp.cli.info import info_command
from nnapp.cli.lessons import check_lessons_command
from nnapp.cli.predict import predict_command
from nnapp.cli.report import report_command
from nnapp.cli.train import Files, train_command
from nnapp.cli.train_options import add_train_options, run_settings
from nnapp.digits.errors import reason
from nnapp.files.import_answers import OpenQuestionsError
from nnapp.locations import best_weights, default_weights
from nnapp.nn.errors import InputError


class _Parser(argparse.ArgumentParser):
    """Answers a wrong option with one sentence, as every command answers bad input."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}; see “{self.prog} --help”.\n")
        raise SystemExit(BAD_INPUT)


def main(open_window: Callable[[], int], arguments: Sequence[str] | None = None) -> int:
    """Run ``nnapp`` with ``arguments`` (those of the process by default) and return its exit status.

    ``open_window`` is what happens without a command; this floor knows no window itself.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that lacks a character shows a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code = _run(options, open_window)
        # Buffered output that cannot be written is an error of this command, not of the interpreter as it ends.
        if sys.stdout:  # There is none behind a window that no terminal started.
            sys.stdout.flush()
        return code
    except OpenQuestionsError as error:
        sys.stderr.write(f"{str(error).removesuffix('.')}; “nnapp convert” can add it: see “nnapp convert --help”.\n")
        return BAD_INPUT
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe, such as "head", has seen enough. What is left to flush goes nowhere.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return CANNOT_WRITE
    except OSError as error:
        sys.stderr.write(f"The output cannot be written: {reason(error)}.\n")
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return CANNOT_WRITE
    except MemoryError:
        sys.stderr.write("There is not enough memory for a network of this size; use fewer neurons.\n")
        return BAD_INPUT


def _run(options: argparse.Namespace, open_window: Callable[[], int]) -> int:
    match options.command:
        case "predict":
            return predict_command(options.files, options.weights, as_json=options.json)
        case "evaluate":
            if options.report:
                return report_command(options.weights, options.data, as_json=options.json)
            return evaluate_command(options.weights, options.data, options.against, as_json=options.json)
        case "train":
            files = Files(options.out, options.curves, options.run, options.start)
            return train_command(run_settings(options), files, as_json=options.json)
        case "finetune":
            return finetune_command(options.weights, options.data, options.out, as_json=options.json)
        case "info":
            return info_command(options.file, as_json=options.json)
        case "lessons":
            return check_lessons_command(options.folder, as_json=options.json)
        case "convert":
            return convert_command(
                options.source, options.target, answers(options), options.onnx_input, as_json=options.json
            )
        case _:
            return open_window()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="nnapp",
        description="Draw a digit and watch a small neural network recognise it. Without a command, a window opens.",
    )
    parser.add_argument("--version", action="version", version=f"nnapp {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_predict_options(_command(commands, "predict", "tell which digits pictures and drawings show"))
    _add_evaluate_options(_command(commands, "evaluate", "measure a network on MNIST's test digits, or on other data"))
    add_train_options(_command(commands, "train", "train a network on MNIST and save its weights"))
    _add_finetune_options(_command(commands, "finetune", "let a network learn your handwriting from your drawings"))
    info = _command(commands, "info", "show what a weight file holds")
    add_convert_options(_command(commands, "convert", "write a weight file in another format"))
    lessons = commands.add_parser("lessons", help="check lessons of your own", description="Check lessons of your own.")
    checks = lessons.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    check = _command(checks, "check", "check that lessons can be read, and say what is wrong if not")
    check.add_argument("folder", type=Path, metavar="FOLDER", help="a folder of lessons (.toml)")
    info.add_argument("file", nargs="?", type=Path, default=default_weights(), metavar="FILE", help="a weight file")
    return parser


def _add_predict_options(predict: argparse.ArgumentParser) -> None:
    predict.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a picture of one or more digits, or drawings (.jsonl, .jsonl.gz)",
    )
    which = predict.add_mutually_exclusive_group()
    _weights_option(which)
    which.add_argument(
        "--best",
        dest="weights",
        action="store_const",
        const=best_weights(),
        help="use the shipped network that reads best, where only the answer counts",
    )


def _add_evaluate_options(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="labelled drawings (.jsonl, .jsonl.gz), or other data that nnapp train takes",
    )
    more = evaluate.add_mutually_exclusive_group()
    more.add_argument(
        "--report",
        action="store_true",
        help="measure everything: MNIST, the data, drawings altered too, and kinds of things not learnt from",
    )
    more.add_argument(
        "--against",
        type=Path,
        metavar="OTHER",
        help="a weight file of the same classes: compare which of the two networks is right about each example",
    )
    _weights_option(evaluate)


def _add_finetune_options(finetune: argparse.ArgumentParser) -> None:
    finetune.add_argument(
        "--data", type=Path, required=True, metavar="FILE", help="your drawings, labelled (.jsonl, .jsonl.gz)"
    )
    finetune.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to save the network")
    _weights_option(finetune)


def _command(commands: "argparse._SubParsersAction[_Parser]", name: str, explanation: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=explanation, description=f"{explanation[0].upper()}{explanation[1:]}.")
    command.add_argument("--json", action="store_true", help="print one JSON object per line and nothing else")
    return command


def _weights_option(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--weights",
        type=Path,
        default=default_weights(),
        metavar="FILE",
        help="a weight file (default: the network that the window opens with)",
    )

"""Trains what explains the article's result: its first epochs in Keras itself beside Mien's, and its first training with one change.

One command: it builds Mien and prepares Keras by itself, and goes on where it was stopped. See README.md beside it.
"""

import argparse
import csv
import gzip
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "training")]

import mien  # noqa: E402 - from the folder above
from run import peers  # noqa: E402 - the same environment as benchmarks/training has


@dataclass
class Change:
    """The article's first training with one change. With a share, it keeps that many of the training rows."""

    name: str
    options: list[str]
    share: float | None = None


CHANGES = [
    Change("fp32", ["--precision", "fp32"]),
    Change("half-the-rows", [], share=0.5),
    Change("three-quarters-of-the-rows", [], share=0.75),
    Change("all-rows", [], share=1.0),
    Change("standard-scaling", ["--scaling", "standard"]),
    Change("seed-43", ["--seed", "43"]),
    Change("seed-44", ["--seed", "44"]),
]


def main() -> None:
    options = parse()
    options.out.mkdir(parents=True, exist_ok=True)
    for seed in options.seeds:
        first_epochs(options, seed)
    draw(options)
    for change in CHANGES:
        if change.name in options.changes:
            whole_training(options, change)
    print(f"written: {options.out}", flush=True)


def parse() -> argparse.Namespace:
    names = [change.name for change in CHANGES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="FER2013's CSV, plain or .gz")
    parser.add_argument("--seeds", type=numbers, default=[42, 43], help="of the first epochs, separated by commas; 42,43")
    parser.add_argument("--epochs", type=int, default=5, help="first epochs of each seed; 5")
    parser.add_argument("--changes", default="", help="trainings of 30 epochs with one change: some of " + ", ".join(names))
    parser.add_argument("--out", type=Path, default=HERE / "target" / "article", help="folder of the runs")
    parser.add_argument("--peers", type=Path, default=HERE.parent / "training" / "target" / "peers", help="folder of Keras' environment")
    options = parser.parse_args()
    options.changes = [name for name in options.changes.split(",") if name]
    unknown = [name for name in options.changes if name not in names]
    if unknown:
        parser.error(f"no change is named {unknown[0]}")
    return options


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",") if word]


def first_epochs(options: argparse.Namespace, seed: int) -> None:
    """The same first epochs in Mien and in Keras, on the same rows in the same split."""
    run = options.out / f"mien-{seed}"
    train(run, ["--data", str(options.data), "--recipe", "article", "--epochs", str(options.epochs), "--seed", str(seed)])
    history = options.out / f"keras-{seed}.csv"
    if not history.exists():
        print(f"Keras, seed {seed}", flush=True)
        python = peers(options.peers)
        call([str(python), str(HERE / "keras_epochs.py"), str(options.data), str(rows(run)), str(options.epochs), str(seed), str(history)],
             {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow"})


def draw(options: argparse.Namespace) -> None:
    """first_epochs.png: the first epochs of both programs, each seed a line."""
    lines = [
        f"{program}, seed {seed}={file}"
        for program, name in (("Keras", "keras-{}.csv"), ("Mien", "mien-{}/history.csv"))
        for seed in options.seeds
        for file in [options.out / name.format(seed)]
        if file.exists()
    ]
    if lines:
        call(mien.java(HERE / "EpochCurves.java", str(options.out / "first_epochs.png"), *lines), mien.environment())


def whole_training(options: argparse.Namespace, change: Change) -> None:
    data, split = options.data, []
    if change.share is not None:
        data, split = fewer_rows(options, change.name, change.share), ["--split", "official"]
    train(options.out / change.name, ["--data", str(data), "--recipe", "article", *split, *change.options])


def fewer_rows(options: argparse.Namespace, name: str, share: float) -> Path:
    """The data with the study's split in its Usage column: a share of the training rows, and the other parts whole."""
    file = options.out / f"{name}.csv"
    if file.exists():
        return file
    first = options.out / "mien-42"
    train(first, ["--data", str(options.data), "--recipe", "article", "--epochs", str(options.epochs), "--seed", "42"])
    usage = {"train": "Training", "validation": "PublicTest", "test": "PrivateTest"}
    with open(rows(first), encoding="utf-8", newline="") as listed:
        chosen = list(csv.DictReader(listed))
    kept = round(share * sum(row["part"] == "train" for row in chosen))
    with (gzip.open if options.data.suffix == ".gz" else open)(options.data, "rt", encoding="utf-8", newline="") as source:
        lines = list(csv.DictReader(source))
    unfinished = file.with_suffix(".unfinished")
    with open(unfinished, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["emotion", "pixels", "Usage"])
        for row in [row for row in chosen if row["part"] == "train"][:kept] + [row for row in chosen if row["part"] != "train"]:
            line = lines[int(row["row"])]
            writer.writerow([line["emotion"], line["pixels"], usage[row["part"]]])
    unfinished.replace(file)
    return file


def train(run: Path, words: list[str]) -> None:
    """Trains, or goes on with a training that was stopped, or does nothing where it is finished."""
    if (run / "checksums.sha256").exists():
        return
    resumed = (run / "config.json").exists()
    print(f"Mien, {run.name}" + (", goes on" if resumed else ""), flush=True)
    call([str(mien.HOME / "mien"), "train", *(["--resume", str(run)] if resumed else [*words, "--out", str(run)])], dict(os.environ))


def rows(run: Path) -> Path:
    file = run.with_name(run.name + "-rows.csv")
    if not file.exists():
        call(mien.java(HERE / "SplitRows.java", str(run), str(file)), mien.environment())
    return file


def call(words: list[str], environment: dict[str, str]) -> None:
    code = subprocess.run(words, env=environment).returncode
    if code != 0:
        sys.exit(code if code > 0 else 128 - code)


if __name__ == "__main__":
    main()

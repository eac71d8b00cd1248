"""Writes docs/article.md: the article's figures and pictures beside those of a study, and what explains the differences.

    python3 benchmarks/article/page.py --study runs/study [--beside benchmarks/article/target/article]

Every figure is read from the files of finished runs. A part without a finished run is left out. Pictures go to
docs/pictures/article. Pictures of FER2013's faces stay in the study's report: nobody owns the right to hand them on.
"""

import argparse
import csv
import json
import math
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent.parent / "docs"
STAGES = [
    ("article", "Adam, 30 epochs", "62.66 %"),
    ("article-sgd", "a new network with SGD, 30 epochs", "not told"),
    ("article-long", "the same network with Adam, 50 epochs", "not told"),
]
CHANGES = {
    "fp32": "arithmetic in 32 bits",
    "standard-scaling": "standardised pixels",
    "seed-43": "seed 43, which also splits anew",
    "seed-44": "seed 44, which also splits anew",
    "all-rows": "the same rows in another order",
    "three-quarters-of-the-rows": "75 % of the training rows",
    "half-the-rows": "50 % of the training rows",
}
ARTICLE = {"rows": 35887, "train": 29068, "validation": 3230, "test": 3589, "correct": 0.6266}
# 1.96 standard deviations hold 95 % of a normal distribution.
NORMAL_95 = 1.96


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--study", type=Path, required=True, help="folder of ./mien study")
    parser.add_argument("--beside", type=Path, help="folder of benchmarks/article/run.py")
    parser.add_argument("--docs", type=Path, default=DOCS, help="folder for article.md and pictures/article")
    options = parser.parse_args()
    stages = [Run(options.study / name) for name, _, _ in STAGES]
    missing = [stage.folder for stage in stages if not stage.is_finished()]
    if missing:
        sys.exit(f"{missing[0]} is not finished: go on with ./mien study --resume {options.study}")
    pictures = options.docs / "pictures" / "article"
    pictures.mkdir(parents=True, exist_ok=True)
    text = [introduction(stages), figures(stages), shown(stages, pictures)]
    if options.beside:
        text += [keras(options.beside, pictures), explanation(options.beside, stages[0])]
    (options.docs / "article.md").write_text("\n".join(part for part in text if part), encoding="utf-8")
    print(f"written: {options.docs / 'article.md'}")


class Run:
    """The files of a training."""

    def __init__(self, folder: Path):
        self.folder = folder

    def is_finished(self) -> bool:
        return (self.folder / "checksums.sha256").exists()

    def evaluation(self) -> dict:
        return json.loads((self.folder / "evaluation.json").read_text(encoding="utf-8"))

    def config(self) -> dict:
        return json.loads((self.folder / "config.json").read_text(encoding="utf-8"))

    def history(self) -> list[dict]:
        return table_of(self.folder / "history.csv")

    def parameters(self) -> int:
        """All numbers of the weights' file, moving statistics included, as Keras counts them."""
        with open(self.folder / "best.safetensors", "rb") as file:
            head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        return sum(math.prod(tensor["shape"]) for name, tensor in head.items() if name != "__metadata__")

    def best(self) -> dict:
        return max(self.history(), key=lambda epoch: float(epoch["validation_accuracy"]))

    def hours(self) -> float:
        return sum(float(epoch["seconds"]) for epoch in self.history()) / 3600


def table_of(file: Path) -> list[dict]:
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def interval(low: float, high: float) -> str:
    return f"{100 * low:.1f} to {100 * high:.1f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def introduction(stages: list[Run]) -> str:
    config = stages[0].config()
    environment = config["environment"]
    computation = config.get("training", config).get("computation", config)
    hours = sum(stage.hours() for stage in stages)
    return f"""# The article, repeated

The article is a notebook in Keras on FER2013. Mien does each of its steps:

```
./mien study --data fer2013.csv.gz
```

This page compares the article's figures and pictures with those of one such study. `benchmarks/article/page.py` wrote it from the
study's files. The study ran on {environment["processor"]} with {computation["threads"]} threads in {computation["precision"]}, with the
seed {computation["seed"]} and Mien {environment["mien"]}. Its steps took {hours:.1f} hours.
"""


def figures(stages: list[Run]) -> str:
    first = stages[0].evaluation()
    rows = stages[0].config()["data"]["rows"]
    test = first["n"]
    validation = math.ceil(0.1 * (rows - test))
    lines = [
        ["rows", f"{ARTICLE['rows']:,}", f"{rows:,}", "this file has no PrivateTest rows" if rows == 32298 else ""],
        ["training, validation, test", f"{ARTICLE['train']:,}, {ARTICLE['validation']:,}, {ARTICLE['test']:,}",
         f"{rows - test - validation:,}, {validation:,}, {test:,}", "the same shares; another shuffle chooses the rows"],
        ["parameters", "5,810,183", f"{stages[0].parameters():,}", ""],
    ]
    for stage, (name, words, told) in zip(stages, STAGES):
        evaluation = stage.evaluation()
        lines.append([f"test accuracy, {words}", told,
                      f"{percent(evaluation['accuracy'])} (95 %: {interval(*evaluation['accuracy_interval_95'])})",
                      f"best epoch {stage.best()['epoch']} of {len(stage.history())}; its weights are judged"])
    copies = first.get("training_copies", {})
    if "without" in copies:
        without = copies["without"]
        lines.append(["first training, without copies of training rows", "not told",
                      f"{percent(without['accuracy'])} of {without['n']:,}",
                      f"test faces with the pixels of a training row: {copies['rows']:,}"])
    lines.append(["first training, macro F1", "not told", f"{first['macro_f1']:.3f}", ""])
    return "\n## The figures\n\n" + table(["figure", "the article", "Mien", "why they differ"], lines)


def shown(stages: list[Run], pictures: Path) -> str:
    """The article's pictures and reports, step by step."""
    parts = ["\n## The pictures and reports\n"]
    parts.append(picture(stages[0], pictures, "class_distribution", "Faces of each class.",
                         "The article's bars have the names of the classes in a wrong order. These have the right one.\n"))
    for stage, (name, words, _) in zip(stages, STAGES):
        parts.append(f"### {words[0].upper()}{words[1:]}\n")
        parts.append(picture(stage, pictures, "loss", f"Loss over the epochs of {name}."))
        parts.append(picture(stage, pictures, "accuracy", f"Accuracy over the epochs of {name}."))
        parts.append(picture(stage, pictures, "confusion_matrix", f"Confusion matrix of {name}.", note(name)))
        report = (stage.folder / "classification_report.txt").read_text(encoding="utf-8").rstrip()
        parts.append("```\n" + report + "\n```\n")
    parts.append(picture(stages[0], pictures, "roc", "ROC curves of the first training.",
                         "The article praises these curves and does not draw them:\n"))
    parts.append(picture(stages[0], pictures, "precision_recall", "Precision and recall of the first training."))
    parts.append("The first seven training faces and 24 test faces with their predictions stand in the study's report.\n")
    return "\n".join(parts)


def note(name: str) -> str:
    if name == "article-long":
        return "The article draws this matrix from the predictions of its first training. Here they are those of this one.\n"
    return "" if name == "article-sgd" else "The names stand in the right order. In the article they do not.\n"


def picture(run: Run, pictures: Path, name: str, words: str, before: str = "") -> str:
    file = f"{run.folder.name}-{name}.png"
    shutil.copyfile(run.folder / "plots" / f"{name}.png", pictures / file)
    return (before + "\n" if before else "") + f"![{words}](pictures/article/{file})\n"


def keras(beside: Path, pictures: Path) -> str:
    """The first epochs of both programs."""
    seeds = [file.stem.removeprefix("keras-") for file in sorted(beside.glob("keras-*.csv")) if not file.stem.endswith("-rows")]
    seeds = [seed for seed in seeds if Run(beside / f"mien-{seed}").is_finished()]
    if not seeds:
        return ""
    lines, distances = [], []
    for seed in seeds:
        own, other = Run(beside / f"mien-{seed}"), table_of(beside / f"keras-{seed}.csv")
        for ours, theirs in zip(own.history(), other):
            lines.append([seed, ours["epoch"], *(f"{float(row[name]):.4f}" for name in ("loss", "validation_loss") for row in (theirs, ours)),
                          *(percent(float(row["validation_accuracy"])) for row in (theirs, ours))])
            distances.append(abs(float(ours["validation_accuracy"]) - float(theirs["validation_accuracy"])))
        test = json.loads((beside / f"keras-{seed}.test.json").read_text(encoding="utf-8"))
        lines.append([seed, "test", "", "", f"{test['loss']:.4f}", f"{own.evaluation()['loss']:.4f}", percent(test["accuracy"]),
                      percent(own.evaluation()["accuracy"])])
    spread = seed_spread(beside, seeds)
    shutil.copyfile(beside / "first_epochs.png", pictures / "first_epochs.png")
    return f"""
## The first epochs in Keras itself

Keras {versions()} trained the same network on the same rows, in the same split and with the same seed. Both programs draw other random
numbers from a seed. `benchmarks/article/run.py` runs both. The line `test` has the score on the test rows: Keras judges the last
epoch there, and Mien the best one.

![Validation loss and accuracy of the first epochs, in Keras and in Mien.](pictures/article/first_epochs.png)

""" + table(["seed", "epoch", "loss, Keras", "loss, Mien", "validation loss, Keras", "validation loss, Mien",
             "validation accuracy, Keras", "validation accuracy, Mien"], lines) + f"""
Between the two programs the validation accuracy differs by {100 * sum(distances) / len(distances):.1f} points in the mean of all epochs.
{spread}
"""


def versions() -> str:
    lines = (HERE.parent / "training" / "requirements.txt").read_text(encoding="utf-8").split()
    found = dict(line.split("==", 1) for line in lines if "==" in line)
    return f"{found['keras']} on TensorFlow {found['tensorflow-cpu']}"


def seed_spread(beside: Path, seeds: list[str]) -> str:
    """How far two seeds of the same program are apart."""
    if len(seeds) < 2:
        return "One seed alone does not tell the spread over seeds."
    words = []
    for program, name in (("Keras", "keras-{}.csv"), ("Mien", "mien-{}/history.csv")):
        runs = [table_of(beside / name.format(seed)) for seed in seeds]
        apart = [max(values) - min(values) for values in
                 ([float(row["validation_accuracy"]) for row in epoch] for epoch in zip(*runs))]
        words.append(f"{100 * sum(apart) / len(apart):.1f} points in {program}")
    return f"Between the seeds of one program it differs by {' and by '.join(words)}."


def explanation(beside: Path, first: Run) -> str:
    """The first training again, with one change each time."""
    base = first.evaluation()
    lines = [["the study's first training", percent(base["accuracy"]), "", str(base["n"]), first.best()["epoch"]]]
    for name, words in CHANGES.items():
        run = Run(beside / name)
        if run.is_finished():
            scores = run.evaluation()
            same = base["n"] == scores["n"] and not name.startswith("seed-")
            lines.append([words, percent(scores["accuracy"]), paired(first, run) if same else "other rows", str(scores["n"]),
                          run.best()["epoch"]])
    noise = math.sqrt(spread_of(base["accuracy"], base["n"]) ** 2 + spread_of(ARTICLE["correct"], ARTICLE["test"]) ** 2)
    distance = ARTICLE["correct"] - base["accuracy"]
    text = f"""
## Why the first training scores {percent(base["accuracy"])} and the article's {percent(ARTICLE["correct"])}

They lie {100 * distance:.1f} points apart. The article judges {ARTICLE["test"]:,} faces and this study {base["n"]:,} others. From the choice of
the test faces alone, two equally good networks differ by less than {100 * NORMAL_95 * noise:.1f} points in 95 of 100 cases.
"""
    if len(lines) > 1:
        text += """
The first training was repeated with one change each time. *Difference* is the accuracy less that of the first training on the same
test faces, with its 95 % interval from the faces on which the two disagree.

""" + table(["change", "test accuracy", "difference, points", "test faces", "best epoch"], lines)
    return text


def spread_of(share: float, n: int) -> float:
    return math.sqrt(share * (1 - share) / n)


def paired(first: Run, other: Run) -> str:
    """The difference on the same faces, in points. Both runs have their test faces in the order of the study's split."""
    ours, theirs = (table_of(run.folder / "predictions.csv") for run in (first, other))
    if [line["truth"] for line in ours] != [line["truth"] for line in theirs]:
        sys.exit(f"{other.folder} has other test faces than {first.folder}")
    difference = [is_right(b) - is_right(a) for a, b in zip(ours, theirs)]
    mean = sum(difference) / len(difference)
    error = math.sqrt(sum((value - mean) ** 2 for value in difference)) / len(difference)
    return f"{100 * mean:+.1f} (95 %: {100 * (mean - NORMAL_95 * error):+.1f} to {100 * (mean + NORMAL_95 * error):+.1f})"


def is_right(line: dict) -> int:
    return int(line["truth"] == line["predicted"])


if __name__ == "__main__":
    main()

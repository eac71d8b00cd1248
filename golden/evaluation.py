"""Writes the golden values of the measures: small cases judged by scikit-learn, one folder of text files per case.

Run from the repository's root:  python golden/evaluation.py
"""

import pathlib
import sys
import warnings

import numpy
from scipy.stats import binomtest
from sklearn import metrics

EMOTIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
CLASSES = list(range(len(EMOTIONS)))
SUBSET = [6, 3, 0]
FOLDER = pathlib.Path("core/src/test/resources/golden/evaluation")


def random_case(seed, size, truths=None, favour=2.0):
    """Softmax of noise that favours the truth; single precision, as a model gives it."""
    random = numpy.random.default_rng(seed)
    truth = random.integers(0, 7, size) if truths is None else numpy.array(truths)
    logits = random.normal(size=(size, 7)) + favour * numpy.eye(7)[truth]
    odds = numpy.exp(logits)
    return truth, (odds / odds.sum(axis=1, keepdims=True)).astype(numpy.float32)


def never_predicted():
    """Nobody is taken for disgust."""
    truth, probabilities = random_case(2, 35, [c for c in CLASSES for _ in range(5)])
    probabilities[:, 1] = numpy.float32(0)
    return truth, (probabilities / probabilities.sum(axis=1, keepdims=True)).astype(numpy.float32)


def ties():
    """Scores in eighths, so that many are equal, also within a row (the prediction is then the first of them)."""
    random = numpy.random.default_rng(4)
    counts = random.multinomial(8, [1 / 7] * 7, size=40)
    return random.integers(0, 7, 40), (counts / 8).astype(numpy.float32)


def halves():
    """Ratios such as 1/16 and 3/16, which lie exactly between two roundings at three digits."""
    pairs = [(0, 0)] + [(0, 3)] * 15 + [(3, 3)] * 3 + [(3, 0)] * 13 + [(6, 6)] * 5 + [(6, 2)] * 11
    truth = numpy.array([t for t, _ in pairs])
    return truth, numpy.eye(7, dtype=numpy.float32)[[p for _, p in pairs]]


CASES = {
    "balanced": lambda: random_case(1, 28, [c for c in CLASSES for _ in range(4)]),
    "never-predicted": never_predicted,
    "absent": lambda: random_case(3, 30, [0, 2, 3, 4, 5, 6] * 5, favour=1.0),
    "ties": ties,
    "single": lambda: random_case(5, 1, [3]),
    "one-class": lambda: random_case(6, 12, [4] * 12),
    "halves": halves,
    "certain": lambda: (numpy.arange(7).repeat(2), numpy.eye(7, dtype=numpy.float32)[[0, 0, 1, 2] + [3] * 10]),
    "random": lambda: random_case(7, 300),
}


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def lines(rows):
    return "".join(",".join(repr(float(v)) if isinstance(v, (float, numpy.floating)) else str(v) for v in row) + "\n"
                   for row in rows)


def report(truth, predicted, labels, digits):
    return metrics.classification_report(
        truth, predicted, labels=labels, target_names=[EMOTIONS[c] for c in labels], digits=digits, zero_division=0)


def curve(kind, c, xs, ys, thresholds):
    return [[kind, EMOTIONS[c], x, y, t] for x, y, t in zip(xs, ys, thresholds)]


def curves(truth, scores, c):
    """The points and the areas of one class against the rest."""
    positive = truth == c
    fpr, tpr, thresholds = metrics.roc_curve(positive, scores, pos_label=True)
    points = curve("roc", c, fpr, tpr, thresholds)
    precision, recall, thresholds = metrics.precision_recall_curve(positive, scores, pos_label=True)
    points += curve("pr", c, recall, precision, list(thresholds) + [numpy.nan])
    area = metrics.auc(fpr, tpr) if positive.any() and not positive.all() else numpy.nan
    average = metrics.average_precision_score(positive, scores) if positive.any() else numpy.nan
    return points, [[f"roc-area {EMOTIONS[c]}", area], [f"average-precision {EMOTIONS[c]}", average]]


def scalars(truth, predicted, probabilities):
    correct = int((truth == predicted).sum())
    interval = binomtest(correct, len(truth)).proportion_ci(0.95, method="wilson")
    values = [
        ["accuracy", metrics.accuracy_score(truth, predicted)],
        ["balanced-accuracy", metrics.balanced_accuracy_score(truth, predicted)],
        ["log-loss", metrics.log_loss(truth, probabilities, labels=CLASSES)],
        ["interval-low", interval.low],
        ["interval-high", interval.high],
    ]
    for average in [None, "micro", "macro", "weighted"]:
        scores = metrics.precision_recall_fscore_support(
            truth, predicted, labels=CLASSES, average=average, zero_division=0)
        for name, value in zip(["precision", "recall", "f1", "support"], scores):
            if average is None:
                values += [[f"{name} {EMOTIONS[c]}", float(v)] for c, v in enumerate(value)]
            elif value is not None:
                values.append([f"{name} {average}", value])
    return values


def write_case(name, truth, probabilities):
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    # The curves and the loss are taken in double precision, from the very numbers that single precision holds.
    doubles = probabilities.astype(numpy.float64)
    predicted = doubles.argmax(axis=1)
    write(folder / "predictions.csv", lines([int(t), *row] for t, row in zip(truth, doubles)))
    for digits in (2, 3):
        write(folder / f"report-{digits}.txt", report(truth, predicted, CLASSES, digits))
    write(folder / "report-subset.txt", report(truth, predicted, SUBSET, 3))
    write(folder / "confusion.csv", lines(metrics.confusion_matrix(truth, predicted, labels=CLASSES)))
    values, points = scalars(truth, predicted, doubles), []
    for c in CLASSES:
        class_points, areas = curves(truth, doubles[:, c], c)
        points, values = points + class_points, values + areas
    write(folder / "curves.csv", lines(points))
    write(folder / "values.csv", lines(values))


def write_intervals():
    pairs = [(0, 1), (1, 1), (0, 10), (5, 10), (10, 10), (81, 263), (2249, 3589), (3589, 3589), (1, 100000)]
    rows = []
    for successes, trials in pairs:
        interval = binomtest(successes, trials).proportion_ci(0.95, method="wilson")
        rows.append([successes, trials, interval.low, interval.high])
    write(FOLDER / "wilson.csv", lines(rows))


if __name__ == "__main__":
    if not pathlib.Path("golden").is_dir():
        sys.exit("run me from the repository's root: python golden/evaluation.py")
    warnings.simplefilter("ignore")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for case, make in CASES.items():
        write_case(case, *make())
    write_intervals()

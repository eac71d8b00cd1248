"""Writes the golden values of calibration and of the paired test: netcal, scipy and statsmodels judge small cases.

Run from the repository's root:  python golden/judging.py
"""

import pathlib
import sys

import netcal.metrics
import numpy
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import binom
from statsmodels.stats.contingency_tables import mcnemar

FOLDER = pathlib.Path("core/src/test/resources/golden/judging")
BINS = 15


def case(seed, size, favour, sureness):
    """Logits that favour the truth, all multiplied by one number: above 1 the model is surer than it may be."""
    random = numpy.random.default_rng(seed)
    truth = random.integers(0, 7, size)
    logits = sureness * (random.normal(size=(size, 7)) + favour * numpy.eye(7)[truth])
    return truth, softmax(logits, axis=1).astype(numpy.float32)


CASES = {
    "too-sure": lambda: case(1, 400, 1.5, 2.5),
    "too-unsure": lambda: case(2, 400, 2.0, 0.4),
    "just-right": lambda: case(3, 500, 2.0, 1.0),
    # The softmax of such logits is 0 in single precision for some classes.
    "extreme": lambda: case(4, 300, 2.0, 30.0),
}


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def lines(rows):
    return "".join(",".join(repr(float(v)) if isinstance(v, (float, numpy.floating)) else str(v) for v in row) + "\n"
                   for row in rows)


def log_loss(logits, truth, temperature):
    return -log_softmax(logits / temperature, axis=1)[numpy.arange(len(truth)), truth].mean()


def calibration(truth, probabilities):
    """Temperature by scipy's bounded search over ln T, expected calibration errors by netcal."""
    doubles = probabilities.astype(numpy.float64)
    logits = numpy.log(numpy.maximum(doubles, numpy.finfo(numpy.float32).smallest_subnormal))
    found = minimize_scalar(lambda s: log_loss(logits, truth, numpy.exp(s)), bounds=(numpy.log(0.05), numpy.log(20)),
                            method="bounded", options={"xatol": 1e-12})
    temperature = float(numpy.exp(found.x))
    error = netcal.metrics.ECE(BINS)
    after = softmax(logits / temperature, axis=1)
    return [
        ["temperature", temperature],
        ["error-before", float(error.measure(doubles, truth))],
        ["error-after", float(error.measure(after, truth))],
        ["loss-before", log_loss(logits, truth, 1.0)],
        ["loss-after", log_loss(logits, truth, temperature)],
    ]


def mid_p(first, second):
    """Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013, supplementary materials."""
    smaller, n = min(first, second), first + second
    if first == second:
        return 1 - 0.5 * binom.pmf(smaller, n, 0.5)
    return 2 * binom.cdf(smaller, n, 0.5) - binom.pmf(smaller, n, 0.5)


def paired():
    pairs = [(1, 7), (7, 1), (0, 5), (0, 6), (3, 3), (10, 25), (59, 6), (150, 190), (600, 700), (1500, 1501), (1, 0)]
    return [[a, b, float(mcnemar([[11, a], [b, 5]], exact=True).pvalue), float(mid_p(a, b))] for a, b in pairs]


if __name__ == "__main__":
    if not pathlib.Path("golden").is_dir():
        sys.exit("run me from the repository's root: python golden/judging.py")
    for name, make in CASES.items():
        folder = FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
        truths, rows = make()
        write(folder / "predictions.csv", lines([int(t), *r] for t, r in zip(truths, rows.astype(numpy.float64))))
        write(folder / "values.csv", lines(calibration(truths, rows)))
    write(FOLDER / "mcnemar.csv", lines(paired()))

"""cleanlab's confident learning on drawn labels and probabilities: which labels it disputes, and in which order.

labels.csv: a line a row, its label, its seven probabilities (float32), and its place among the disputed by normalised margin, or -1.

Where several classes reach their thresholds cleanlab takes the likeliest of all classes, the paper (and Mien) the likeliest of those;
the drawn rows have none where these differ, which is checked.
"""

import pathlib

import numpy as np
from cleanlab.count import get_confident_thresholds
from cleanlab.filter import find_label_issues

folder = pathlib.Path(__file__).parent.parent / "core/src/test/resources/golden/disputes"
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(1911)
truth = random.choice(7, 300, p=[0.14, 0.02, 0.14, 0.25, 0.17, 0.11, 0.17])
wrong = random.random(300) < 0.15
labels = np.where(wrong, random.integers(0, 7, 300), truth)
raw = random.normal(0, 1, (300, 7))
raw[np.arange(300), truth] += 2.5
p = np.exp(raw - raw.max(axis=1, keepdims=True))
p = (p / p.sum(axis=1, keepdims=True)).astype(np.float32)
reached = p >= get_confident_thresholds(labels, p)
likeliest = p.argmax(axis=1)
ambiguous = (reached.sum(axis=1) > 1) & ~reached[np.arange(300), likeliest]
keep = ~ambiguous
while ambiguous.any():
    labels, p = labels[keep], p[keep]
    reached = p >= get_confident_thresholds(labels, p)
    ambiguous = (reached.sum(axis=1) > 1) & ~reached[np.arange(len(p)), p.argmax(axis=1)]
    keep = ~ambiguous
ranked = find_label_issues(
    labels, p, filter_by="confident_learning", return_indices_ranked_by="normalized_margin", n_jobs=1
)
place = np.full(len(p), -1)
place[ranked] = np.arange(len(ranked))
with open(folder / "labels.csv", "w") as out:
    for label, row, rank in zip(labels, p, place):
        out.write(",".join([str(label), *(repr(float(x)) for x in row), str(rank)]) + "\n")
print(len(p), "rows,", len(ranked), "disputed")

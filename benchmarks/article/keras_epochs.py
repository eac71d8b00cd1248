"""Trains the article's network in Keras itself, as the article's notebook does, on rows that are given.

Arguments: FER2013's CSV (plain or .gz), the rows that SplitRows.java wrote, the number of epochs, the seed, and the file for the
history. The history has the form of Mien's history.csv. A file of the same name with the ending .test.json has the loss and the
accuracy on the test rows, after the last epoch.
"""

import csv
import gzip
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402 - the variables above come first
import numpy as np  # noqa: E402
from keras.src.legacy.preprocessing.image import ImageDataGenerator  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from peers import BATCH, keras_network  # noqa: E402 - from the folder above

HEADER = "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,images_per_second\n"
LEARNING_RATE = 1e-4


def main() -> None:
    data, rows, epochs, seed, out = sys.argv[1:]
    keras.utils.set_random_seed(int(seed))
    parts = faces(Path(data), Path(rows))
    model = keras_network()
    model.compile(optimizer=keras.optimizers.Adam(LEARNING_RATE), loss="categorical_crossentropy", metrics=["accuracy"])
    generator = ImageDataGenerator(width_shift_range=0.1, height_shift_range=0.1, horizontal_flip=True, zoom_range=0.2)
    unfinished = Path(out + ".unfinished")
    unfinished.write_text(HEADER, encoding="utf-8")
    model.fit(
        generator.flow(*parts["train"], batch_size=BATCH),
        validation_data=generator.flow(*parts["validation"], batch_size=BATCH),
        epochs=int(epochs),
        verbose=0,
        callbacks=[History(unfinished, len(parts["train"][0]))],
    )
    loss, accuracy = model.evaluate(*parts["test"], verbose=0)
    Path(out).with_suffix(".test.json").write_text(json.dumps({"loss": loss, "accuracy": accuracy}) + "\n", encoding="utf-8")
    unfinished.replace(out)


def faces(data: Path, rows: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Pictures and one-hot labels of each part, in the order of the rows. The CSV is read anew, without Mien."""
    with (gzip.open if data.suffix == ".gz" else open)(data, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    chosen: dict[str, list[dict]] = {"train": [], "validation": [], "test": []}
    with open(rows, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line = lines[int(row["row"])]
            if line["emotion"] != row["label"]:
                sys.exit(f"row {row['row']} of {data} has the label {line['emotion']}, and {rows} says {row['label']}")
            chosen[row["part"]].append(line)
    return {part: (pictures(some), labels(some)) for part, some in chosen.items()}


def pictures(lines: list[dict]) -> np.ndarray:
    return np.stack([np.array(line["pixels"].split(" "), dtype="float32") for line in lines]).reshape(-1, 48, 48, 1)


def labels(lines: list[dict]) -> np.ndarray:
    return keras.utils.to_categorical([int(line["emotion"]) for line in lines], 7)


class History(keras.callbacks.Callback):
    def __init__(self, file: Path, faces: int):
        super().__init__()
        self.file = file
        self.faces = faces
        self.start = time.perf_counter()

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        values = [logs[name] for name in ("loss", "accuracy", "val_loss", "val_accuracy")]
        seconds = time.perf_counter() - self.start
        add(self.file, epoch + 1, *values, LEARNING_RATE, seconds, self.faces / seconds)
        print(f"epoch {epoch + 1}  loss {values[0]:.4f}  accuracy {values[1]:.4f}  validation loss {values[2]:.4f}"
              f"  validation accuracy {values[3]:.4f}", flush=True)


def add(file: Path, *cells) -> None:
    with open(file, "a", encoding="utf-8") as out:
        out.write(",".join(str(cell) for cell in cells) + "\n")


if __name__ == "__main__":
    main()

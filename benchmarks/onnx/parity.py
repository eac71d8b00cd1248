"""Holds an exported model against libtorch: Python's ONNX Runtime on the CSV's pixels, and the predictions that './mien evaluate'
wrote. Exits with 1 where they differ by more than --tolerance, or in the most probable class of any row."""

import argparse
import csv
import gzip
import sys
import time

import numpy as np
import onnx
import onnxruntime


def rows_of(predictions):
    with open(predictions, newline="") as file:
        lines = list(csv.reader(file))
    labels = lines[0][3:]
    rows = np.array([int(line[0]) for line in lines[1:]])
    truth = np.array([labels.index(line[1]) for line in lines[1:]])
    return labels, rows, truth, np.array([[float(cell) for cell in line[3:]] for line in lines[1:]])


def pixels_of(data, rows):
    wanted = {row: place for place, row in enumerate(rows)}
    pixels = [None] * len(rows)
    opener = gzip.open if data.endswith(".gz") else open
    with opener(data, "rt", newline="") as file:
        for row, line in enumerate(csv.DictReader(file)):
            if row in wanted:
                pixels[wanted[row]] = np.array(line["pixels"].split(), dtype=np.float32)
    return np.stack(pixels)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="the .onnx file")
    parser.add_argument("--data", required=True, help="the CSV that was judged")
    parser.add_argument("--predictions", required=True, help="predictions.csv of './mien evaluate --out'")
    parser.add_argument("--tolerance", type=float, default=1e-4)
    arguments = parser.parse_args()

    onnx.checker.check_model(arguments.model, full_check=True)
    model = onnx.load(arguments.model)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    print(f"onnx.checker: sound; opset {model.opset_import[0].version}, IR {model.ir_version}, {metadata['precision']}")

    labels, rows, truth, expected = rows_of(arguments.predictions)
    assert metadata["labels"] == ", ".join(labels), metadata["labels"]
    session = onnxruntime.InferenceSession(arguments.model, providers=["CPUExecutionProvider"])
    _, channels, height, width = session.get_inputs()[0].shape
    pixels = pixels_of(arguments.data, rows).reshape(-1, channels, height, width)
    begun = time.perf_counter()
    parts = [session.run(["emotion"], {"pixels": pixels[i : i + 64]})[0] for i in range(0, len(pixels), 64)]
    seconds = time.perf_counter() - begun
    actual = np.concatenate(parts)

    largest = np.abs(actual - expected).max()
    differing = int((actual.argmax(1) != expected.argmax(1)).sum())
    print(f"{len(rows)} faces: largest difference of a probability {largest:.1e}, another class on {differing} rows")
    print(f"accuracy {(actual.argmax(1) == truth).mean():.6f}, libtorch {(expected.argmax(1) == truth).mean():.6f}")
    print(f"{len(rows) / seconds:.0f} faces per second, batches of 64")
    if largest > arguments.tolerance or differing:
        sys.exit("the exported model differs")


if __name__ == "__main__":
    main()

"""Holds the library, the command line and Python's ONNX Runtime together on photos: the same faces, the same scores. Exits with 1
where any two of them differ by more than --tolerance, or in the number of faces."""

import argparse
import base64
import json
import pathlib
import subprocess
import sys

import numpy as np
import onnxruntime

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import mien  # noqa: E402 - from the folder above

SIDE = 48


def library(model, photos):
    command = mien.java(HERE / "CutFaces.java", model, *photos)
    lines = subprocess.run(command, env=mien.environment(), check=True, capture_output=True, text=True).stdout.splitlines()
    faces = [line.split("\t") for line in lines]
    pixels = [np.frombuffer(base64.b64decode(face[1]), dtype=np.uint8) for face in faces]
    return [face[0] for face in faces], np.stack(pixels), np.array([face[2].split() for face in faces], dtype=float)


def command_line(model, photos):
    command = [str(mien.HOME / "mien"), "recognize", *photos, "--model", model, "--format", "jsonl"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    faces = [(photo["file"], face) for photo in map(json.loads, lines) for face in photo["faces"]]
    return [file for file, _ in faces], np.array([list(face["scores"].values()) for _, face in faces])


def python(model, pixels):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    values = pixels.reshape(-1, 1, SIDE, SIDE).astype(np.float32)
    probabilities = session.run(["emotion"], {"pixels": values})[0].astype(float)
    temperature = float(session.get_modelmeta().custom_metadata_map.get("temperature", 1))
    odds = np.maximum(probabilities, np.finfo(np.float32).tiny) ** (1 / temperature)
    return odds / odds.sum(axis=1, keepdims=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="the .onnx file")
    parser.add_argument("--tolerance", type=float, default=1e-4)
    parser.add_argument("photos", nargs="+")
    arguments = parser.parse_args()

    told, scores = command_line(arguments.model, arguments.photos)
    files, pixels, expected = library(arguments.model, arguments.photos)
    if told != files:
        sys.exit(f"the command found {len(told)} faces, the library {len(files)}")
    largest = {
        "library and command": np.abs(scores - expected).max(),
        "library and Python": np.abs(python(arguments.model, pixels) - expected).max(),
    }
    print(f"{len(arguments.photos)} photos, {len(files)} faces")
    for pair, difference in largest.items():
        print(f"{pair}: largest difference of a score {difference:.1e}")
    if max(largest.values()) > arguments.tolerance:
        sys.exit("the scores differ")


if __name__ == "__main__":
    main()

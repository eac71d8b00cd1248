"""What Python's ONNX Runtime says with the model that comes with Mien, of pictures that a formula gives, for BundledModelTest.

    pip install onnxruntime==1.28.0 numpy
    python golden/bundled.py
"""

import pathlib

import numpy as np
import onnxruntime

RECOGNITION = pathlib.Path(__file__).parent.parent / "recognition/src"
MODEL = RECOGNITION / "main/resources/dev/mien/model/mien.onnx"
RESULT = RECOGNITION / "test/resources/golden/model/mien.csv"
SIDE = 48
PICTURES = 5


def picture(number):
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    return ((x * (number + 1) + y * (7 - number) + (x * y * number) // 16) % 256).astype(np.float32)


def main():
    session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])
    pixels = np.stack([picture(number) for number in range(PICTURES)])[:, None]
    emotion, ferplus = session.run(["emotion", "ferplus"], {"pixels": pixels})
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    rows = [",".join(f"{value:.7f}" for value in [*e, *f]) for e, f in zip(emotion, ferplus)]
    RESULT.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

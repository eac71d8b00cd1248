"""Opens files that Mien exported in Keras, and compares Keras' answers with those of the exported ONNX file.

Usage: python golden/keras_export.py FACE.onnx FACE.keras|FACE.h5 ...
"""

import sys

import keras
import numpy as np
import onnxruntime

MOST = 1e-6


def main():
    onnx = onnxruntime.InferenceSession(sys.argv[1])
    height, width = onnx.get_inputs()[0].shape[2:]
    pixels = np.random.default_rng(7).integers(0, 256, (64, 1, height, width)).astype(np.float32)
    expected = onnx.run(["emotion"], {"pixels": pixels})[0]
    for file in sys.argv[2:]:
        model = keras.models.load_model(file, compile=False)
        answers = model(pixels.transpose(0, 2, 3, 1), training=False)
        emotions = np.asarray(answers[0] if isinstance(answers, (list, tuple)) else answers)
        largest = np.abs(emotions - expected).max()
        print(f"{file}: Keras {keras.__version__}, {model.count_params():,} parameters, largest difference {largest:.1e}")
        assert largest <= MOST, f"the largest difference is above {MOST}"


main()

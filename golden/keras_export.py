"""Opens files that Mien exported in Keras, and compares Keras' answers with those of the exported ONNX file.

Keras computes each network twice: in double precision, where its answers may differ by 1e-6, which is what the file
itself loses, and in its usual single precision, whose own rounding adds as much again (1.6e-6 for the article's network).

Usage: python golden/keras_export.py FACE.onnx FACE.keras|FACE.h5 ...
"""

import sys

import keras
import numpy as np
import onnxruntime

MOST = 1e-6
MOST_SINGLE = 5e-6


def emotions(model, pixels):
    answers = model(pixels, training=False)
    return np.asarray(answers[0] if isinstance(answers, (list, tuple)) else answers)


def in_double(model):
    keras.config.set_floatx("float64")
    double = keras.models.model_from_json(model.to_json().replace('"float32"', '"float64"'))
    double.set_weights([weights.astype(np.float64) for weights in model.get_weights()])
    keras.config.set_floatx("float32")
    return double


def main():
    onnx = onnxruntime.InferenceSession(sys.argv[1])
    height, width = onnx.get_inputs()[0].shape[2:]
    pixels = np.random.default_rng(7).integers(0, 256, (64, 1, height, width)).astype(np.float32)
    expected = onnx.run(["emotion"], {"pixels": pixels})[0]
    pixels = pixels.transpose(0, 2, 3, 1)
    for file in sys.argv[2:]:
        model = keras.models.load_model(file, compile=False)
        single = np.abs(emotions(model, pixels) - expected).max()
        double = np.abs(emotions(in_double(model), pixels.astype(np.float64)) - expected).max()
        print(f"{file}: Keras {keras.__version__}, {model.count_params():,} parameters, "
              f"largest difference {double:.1e} in double precision, {single:.1e} in single precision")
        assert double <= MOST, f"in double precision the largest difference is above {MOST}"
        assert single <= MOST_SINGLE, f"in single precision the largest difference is above {MOST_SINGLE}"


main()

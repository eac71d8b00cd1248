"""A small network's forward pass, loss and three steps of each optimizer in Keras, on fixed weights and pictures.

Writes training/src/test/resources/golden/network/keras.json. Kernels are stored as (filters, channels, height, width) and (outputs, inputs).
"""

import json
import pathlib

import keras
import numpy as np

keras.utils.set_random_seed(7)
keras.backend.set_floatx("float32")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "training/src/test/resources/golden/network/keras.json"
SAMPLES, SIDE = 5, 9


def build():
    layers = keras.layers
    return keras.Sequential([
        layers.Input((SIDE, SIDE, 1)),
        layers.Conv2D(4, 3, padding="same", activation="relu", name="conv2d"),
        layers.BatchNormalization(name="batch_normalization"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.0),
        layers.Conv2D(6, 5, padding="same", activation="relu", kernel_regularizer=keras.regularizers.L2(0.01), name="conv2d_1"),
        layers.BatchNormalization(name="batch_normalization_1"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(8, activation="relu", name="dense"),
        layers.BatchNormalization(name="batch_normalization_2"),
        layers.Dense(7, activation="softmax", name="dense_1"),
    ])


def parameters(model):
    named = {}
    for layer in model.layers:
        for variable in layer.weights:
            array = variable.numpy()
            if variable.name == "kernel":
                array = array.transpose(3, 2, 0, 1) if array.ndim == 4 else array.T
            named[f"{layer.name}.{variable.name}"] = [float(v) for v in array.reshape(-1)]
    return named


def main():
    random = np.random.default_rng(3)
    pictures = random.random((SAMPLES, SIDE, SIDE, 1), dtype=np.float32)
    labels = random.integers(0, 7, SAMPLES)
    targets = np.eye(7, dtype=np.float32)[labels]
    model = build()
    for layer in model.layers:
        layer.set_weights([
            w + random.normal(0, 0.05, w.shape).astype(np.float32) if "moving_variance" not in v.name
            else w + np.abs(random.normal(0, 0.05, w.shape)).astype(np.float32)
            for w, v in zip(layer.get_weights(), layer.weights)
        ])
    start = model.get_weights()
    result = {
        "samples": SAMPLES,
        "side": SIDE,
        "pictures": [float(v) for v in pictures.reshape(-1)],
        "labels": [int(v) for v in labels],
        "weights": parameters(model),
        "probabilities": [float(v) for v in model.predict(pictures, verbose=0).reshape(-1)],
        "optimizers": {},
    }
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    result["evaluation_loss"] = float(model.evaluate(pictures, targets, verbose=0)[0])
    optimizers = {
        "adam": keras.optimizers.Adam(1e-3),
        "sgd": keras.optimizers.SGD(1e-2),
        "rmsprop": keras.optimizers.RMSprop(1e-3),
        "adamax": keras.optimizers.Adamax(1e-3),
        "momentum": keras.optimizers.SGD(1e-2, momentum=0.9),
        "nesterov": keras.optimizers.SGD(1e-2, momentum=0.9, nesterov=True),
    }
    for name, optimizer in optimizers.items():
        model.set_weights(start)
        model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"])
        losses = [float(model.train_on_batch(pictures, targets)[0])]
        for _ in range(2):
            model.reset_metrics()
            losses.append(float(model.train_on_batch(pictures, targets)[0]))
        result["optimizers"][name] = {
            "learning_rate": float(optimizer.learning_rate),
            "losses": losses,
            "weights": parameters(model),
        }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(result, separators=(",", ":")))


main()

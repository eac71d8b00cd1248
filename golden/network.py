"""Four small networks' forward pass, loss and three steps of each optimizer in Keras, on fixed weights and pictures.

Writes keras.json (convolution, ReLU, normalisation, the article's order), residual.json (convolution, normalisation, ReLU, with residuals),
strided.json (convolutions with a stride of 2 over even and odd sides, normalisation of maps with odd sides) and windows.json (valid convolutions, general and average pooling) to training/src/test/resources/golden/network. Kernels are stored as (filters, channels, height, width) and (outputs, inputs).
"""

import json
import pathlib

import keras
import numpy as np

keras.utils.set_random_seed(7)
keras.backend.set_floatx("float32")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "training/src/test/resources/golden/network"
SAMPLES = 5


def residual():
    layers = keras.layers

    def unit(maps, filters, kernel, pool=False):
        maps = layers.Conv2D(filters, kernel, padding="same", use_bias=False)(maps)
        maps = layers.ReLU()(layers.BatchNormalization()(maps))
        return layers.MaxPooling2D(2)(maps) if pool else maps

    pictures = layers.Input((12, 12, 1))
    maps = unit(unit(pictures, 4, 3), 6, 3, pool=True)
    maps = layers.Add()([unit(unit(maps, 6, 3), 6, 3), maps])
    maps = unit(maps, 8, 5, pool=True)
    inner = unit(maps, 8, 3)
    maps = layers.Add()([layers.Add()([unit(inner, 8, 3), inner]), maps])
    vector = layers.GlobalMaxPooling2D()(layers.ReLU()(maps))
    return keras.Model(pictures, layers.Dense(7, activation="softmax")(vector))


def strided():
    layers = keras.layers

    def unit(maps, filters, kernel, strides=1):
        maps = layers.Conv2D(filters, kernel, strides=strides, padding="same", use_bias=False)(maps)
        return layers.ReLU()(layers.BatchNormalization()(maps))

    pictures = layers.Input((12, 12, 1))
    maps = unit(pictures, 4, 5, strides=2)
    maps = layers.Add()([unit(unit(maps, 4, 3), 4, 3), maps])
    maps = layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(maps)
    maps = layers.Add()([unit(unit(maps, 6, 3), 6, 3), maps])
    maps = unit(maps, 8, 3, strides=2)
    vector = layers.GlobalMaxPooling2D()(maps)
    return keras.Model(pictures, layers.Dense(7, activation="softmax")(vector))


def article():
    layers = keras.layers
    return keras.Sequential([
        layers.Input((9, 9, 1)),
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


def windows():
    """Windows that lie within the maps, overlap, or reach beyond one end of them, and means."""
    layers = keras.layers
    return keras.Sequential([
        layers.Input((17, 17, 1)),
        layers.Conv2D(4, 4, activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(3, strides=2, padding="same"),
        layers.Conv2D(6, 3, strides=2, padding="valid", use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.AveragePooling2D(2, strides=2, padding="same"),
        layers.Conv2D(6, 1, activation="relu"),
        layers.AveragePooling2D(2, strides=1),
        layers.GlobalAveragePooling2D(),
        layers.Dense(7, activation="softmax"),
    ])


def parameters(model):
    """By the names that Keras gives a fresh model's layers: conv2d, conv2d_1, ..."""
    named, seen = {}, {}
    for layer in model.layers:
        kind = keras.src.utils.naming.to_snake_case(type(layer).__name__)
        number = seen[kind] = seen.get(kind, -1) + 1
        for variable in layer.weights:
            array = variable.numpy()
            if variable.name == "kernel":
                array = array.transpose(3, 2, 0, 1) if array.ndim == 4 else array.T
            named[f"{kind}_{number}.{variable.name}" if number else f"{kind}.{variable.name}"] = [float(v) for v in array.reshape(-1)]
    return named


def main():
    write("keras.json", article())
    write("residual.json", residual())
    write("strided.json", strided())
    write("windows.json", windows())


def write(file, model):
    random = np.random.default_rng(3)
    side = model.input_shape[1]
    pictures = random.random((SAMPLES, side, side, 1), dtype=np.float32)
    labels = random.integers(0, 7, SAMPLES)
    targets = np.eye(7, dtype=np.float32)[labels]
    for layer in model.layers:
        layer.set_weights([
            w + random.normal(0, 0.05, w.shape).astype(np.float32) if "moving_variance" not in v.name
            else w + np.abs(random.normal(0, 0.05, w.shape)).astype(np.float32)
            for w, v in zip(layer.get_weights(), layer.weights)
        ])
    start = model.get_weights()
    result = {
        "samples": SAMPLES,
        "side": side,
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
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / file).write_text(json.dumps(result, separators=(",", ":")))


main()

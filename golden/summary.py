"""The article's network as Keras prints it: writes training/src/test/resources/golden/summary/article.txt."""

import pathlib

import keras

TARGET = pathlib.Path(__file__).resolve().parent.parent / "training/src/test/resources/golden/summary/article.txt"


def reduction():
    return [keras.layers.BatchNormalization(), keras.layers.MaxPooling2D(2), keras.layers.Dropout(0.25)]


def main():
    layers = keras.layers
    network = [layers.Input((48, 48, 1)), layers.Conv2D(32, 3, padding="same", activation="relu")]
    network += [layers.Conv2D(64, 3, padding="same", activation="relu"), *reduction()]
    network += [layers.Conv2D(128, 5, padding="same", activation="relu"), *reduction()]
    for _ in range(3):
        network += [layers.Conv2D(512, 3, padding="same", activation="relu", kernel_regularizer=keras.regularizers.L2(0.01))]
        network += reduction()
    network += [layers.Flatten()]
    for units in (256, 512):
        network += [layers.Dense(units, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.25)]
    model = keras.Sequential([*network, layers.Dense(7, activation="softmax")], name="article")
    lines = []
    model.summary(line_length=78, print_fn=lambda line, line_break=True: lines.append(line))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines).rstrip() + "\n")


main()

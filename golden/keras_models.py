"""Small networks saved by Keras 3 and by Keras 2 (tf_keras) in every form of file, with the networks' own answers.

Usage: python golden/keras_models.py
Writes training/src/test/resources/golden/keras/. Each network is drawn from a seed; nothing is trained.
"""

import json
import pathlib
import shutil
import tempfile

import h5py
import keras
import numpy as np
import tf_keras

OUT = pathlib.Path(__file__).parent.parent / "training/src/test/resources/golden/keras"
PICTURES = 2


def pixels(height, width, channels):
    """Grey levels that the test computes too; all channels of a pixel have the same level."""
    place = np.arange(height * width, dtype=np.int64)
    levels = [(place * 37 + place * place % 251 + number * 101) % 256 for number in range(PICTURES)]
    grey = np.stack(levels).reshape(PICTURES, height, width, 1)
    return np.repeat(grey, channels, axis=3).astype(np.float32)


def seed_weights(model, seed):
    """Draws every array: kernels around 0, variances above 0."""
    random = np.random.default_rng(seed)
    arrays = []
    for weight in model.weights:
        name = getattr(weight, "path", weight.name)
        shape = tuple(weight.shape)
        fan_in = max(1, int(np.prod(shape[:-1])))
        if "variance" in name:
            arrays.append(random.uniform(0.5, 1.5, shape))
        elif "gamma" in name:
            arrays.append(random.uniform(0.7, 1.3, shape))
        elif len(shape) > 1 and "alpha" not in name:
            arrays.append(random.normal(0, np.sqrt(2 / fan_in), shape))
        else:
            arrays.append(random.uniform(-0.3, 0.3, shape))
    model.set_weights([array.astype(np.float32) for array in arrays])


def article(k):
    """The article's kinds of layers."""
    l = k.layers
    return k.Sequential([
        l.Input((12, 12, 1)),
        l.Conv2D(4, 3, padding="same", activation="relu", kernel_regularizer="l2", name="first"),
        l.BatchNormalization(),
        l.MaxPooling2D(),
        l.Dropout(0.25),
        l.Conv2D(6, 3, padding="same", activation="relu"),
        l.BatchNormalization(),
        l.MaxPooling2D(),
        l.Flatten(),
        l.Dense(8, activation="relu"),
        l.Dense(7, activation="softmax"),
    ])


def xception(k):
    """The kinds of layers of oarriaga's mini_XCEPTION."""
    l = k.layers
    picture = l.Input((16, 14, 1))
    x = l.Conv2D(4, 3, use_bias=False)(picture)
    x = l.BatchNormalization()(x)
    x = l.Activation("relu")(x)
    shortcut = l.Conv2D(6, 1, strides=2, padding="same", use_bias=False)(x)
    shortcut = l.BatchNormalization()(shortcut)
    x = l.SeparableConv2D(6, 3, padding="same", use_bias=False)(x)
    x = l.BatchNormalization()(x)
    x = l.Activation("relu")(x)
    x = l.SeparableConv2D(6, 3, padding="same", depth_multiplier=2)(x)
    x = l.MaxPooling2D(3, strides=2, padding="same")(x)
    x = l.Add()([x, shortcut])
    x = l.Conv2D(7, 3, strides=2, padding="same")(x)
    x = l.GlobalAveragePooling2D()(x)
    return k.Model(picture, l.Activation("softmax", name="predictions")(x))


def rarer(k):
    """Rarer layers."""
    l = k.layers
    slope = "negative_slope" if k is keras else "alpha"
    picture = l.Input((15, 17, 1))
    x = l.Rescaling(1 / 127.5, offset=-1)(picture)
    x = l.ZeroPadding2D(((0, 1), (2, 1)))(x)
    x = l.Conv2D(4, (3, 5), strides=(1, 2))(x)
    x = l.PReLU(shared_axes=[1, 2])(x)
    x = l.DepthwiseConv2D(3, padding="same", depth_multiplier=2)(x)
    x = l.PReLU()(x)
    left = l.MaxPooling2D(3, strides=2)(x)
    left = l.ELU(0.7)(left)
    right = l.AveragePooling2D(3, strides=2, padding="same")(x)
    right = l.ZeroPadding2D(0)(right)
    right = l.Conv2D(4, (2, 1), dilation_rate=(1, 1))(right)
    right = l.LeakyReLU(**{slope: 0.2})(right)
    right = l.Conv2D(4, 2, padding="same", groups=2)(right)
    right = l.ReLU(max_value=6.0)(right)
    left = l.SpatialDropout2D(0.2)(left)
    left = l.Conv2D(4, (1, 2), padding="valid")(left)
    left = l.AveragePooling2D((1, 1))(left)
    right = l.MaxPooling2D(2, strides=1, padding="same")(right)
    left = l.GlobalMaxPooling2D()(left)
    maps = l.Conv2D(4, 3, dilation_rate=2, padding="same", activation="tanh")(right)
    right = l.Multiply()([right, maps])
    right = l.Reshape((-1, 8, 2))(right)
    right = l.Conv2D(2, 3, activation="elu")(right)
    right = l.AveragePooling2D((3, 2), strides=2)(right)
    right = l.Flatten()(right)
    x = l.Concatenate()([left, right])
    x = l.Dense(9, activation="sigmoid")(x)
    x = l.Dense(7)(x)
    return k.Model(picture, l.Softmax()(x))


def nested(k):
    """A network in a network in a network; the inner one is frozen in part, and its input has three channels."""
    l = k.layers
    inner = k.Sequential([
        l.Input((10, 10, 3)),
        l.Conv2D(4, 3, padding="same", activation="relu", name="inner_first"),
        l.BatchNormalization(name="inner_normalization"),
    ], name="inner")
    inner.layers[-2 if k is keras else 0].trainable = False
    picture = l.Input((10, 10, 3))
    x = inner(picture)
    x = l.Conv2D(4, 3, strides=2, activation="relu", name="middle_convolution")(x)
    middle = k.Model(picture, x, name="middle")
    return k.Sequential([l.Input((10, 10, 3)), middle, l.GlobalAveragePooling2D(), l.Dense(7, activation="softmax")])


def excitation(k):
    """Squeeze and excitation, maps that broadcast, and answers without a softmax."""
    l = k.layers
    picture = l.Input((9, 9, 1))
    x = l.Conv2D(4, 3, activation="swish")(picture)
    s = l.GlobalAveragePooling2D(keepdims=True)(x)
    s = l.Conv2D(2, 1, activation="relu")(s)
    s = l.Dense(4, activation="sigmoid")(s)
    x = l.Multiply()([x, s])
    shared = l.Conv2D(4, 3, padding="same", activation="elu", name="shared")
    x = shared(shared(x))
    x = l.Concatenate(axis=-1)([x, shared(x)])
    y = l.Average()([x, x])
    y = l.Maximum()([y, x])
    y = l.Flatten()(y)
    return k.Model(picture, l.Dense(7)(y))


NETWORKS = [article, xception, rarer, nested, excitation]


def answers(model, network, k):
    shape = model.input_shape
    given = pixels(*shape[1:])
    if network is not rarer:
        given = given / np.float32(255)
    found = np.asarray(model(given, training=False)).astype(float)
    assert np.abs(found[0] - found[1]).max() > 1e-3, "the network answers both pictures alike"
    return {
        "version": k.__name__ + " " + k.__version__,
        "scaling": "raw" if network is rarer else "0..1",
        "height": shape[1],
        "width": shape[2],
        "answers": found.round(8).tolist(),
    }


def save(k, network, files, expected):
    k.utils.set_random_seed(7)
    k.backend.clear_session()
    model = network(k)
    seed_weights(model, 7)
    prefix = ("keras3" if k is keras else "keras2") + "-" + network.__name__
    answer = answers(model, network, k)
    model.save(files / (prefix + ".h5"))
    model.save(files / (prefix + ".keras"))
    expected[prefix + ".h5"] = expected[prefix + ".keras"] = answer
    if network not in (article, nested):
        return
    model.save_weights(files / (prefix + ".weights.h5"))
    (files / (prefix + ".json")).write_text(model.to_json())
    expected[prefix + ".weights.h5"] = answer
    if k is tf_keras:
        model.save_weights(files / (prefix + "-weights.h5"), save_format="h5")
        (files / (prefix + "-weights.json")).write_text(model.to_json())
        expected[prefix + "-weights.h5"] = answer


def dialect(files, expected, source, name, change):
    """A file as an earlier Keras wrote it: only the text of the architecture differs."""
    shutil.copy(files / source, files / name)
    with h5py.File(files / name, "r+") as file:
        config = json.loads(file.attrs["model_config"])
        file.attrs.modify("model_config", json.dumps(change(config)))
        file.attrs.modify("keras_version", "2.1.2")
    expected[name] = dict(expected[source])
    try:
        keras.models.load_model(files / name, compile=False)
        expected[name]["opens_in_keras_3"] = True
    except (TypeError, ValueError) as e:
        expected[name]["opens_in_keras_3"] = False
        print(name, "does not open in Keras", keras.__version__, ":", type(e).__name__, str(e)[:150])


def as_list(config):
    """Keras 2.0 to 2.2.2: a Sequential's configuration is the list of its layers, without an InputLayer."""
    layers = [layer for layer in config["config"]["layers"] if layer["class_name"] != "InputLayer"]
    layers[0]["config"]["batch_input_shape"] = [None, 12, 12, 1]
    return {"class_name": "Sequential", "config": layers}


def as_model(config):
    """Keras 2.0 to 2.3: the class of a functional network is Model."""
    return {**config, "class_name": "Model"}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    with tempfile.TemporaryDirectory() as folder:
        files = pathlib.Path(folder)
        for k in (keras, tf_keras):
            for network in NETWORKS:
                save(k, network, files, expected)
        dialect(files, expected, "keras2-article.h5", "old-list.h5", as_list)
        dialect(files, expected, "keras2-xception.h5", "old-model.h5", as_model)
        dialect(files, expected, "keras2-rarer.h5", "old-rarer.h5", as_model)
        for old in OUT.glob("*"):
            old.unlink()
        for file in sorted(files.iterdir()):
            shutil.copy(file, OUT / file.name)
            print(file.name, file.stat().st_size)
    (OUT / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


main()

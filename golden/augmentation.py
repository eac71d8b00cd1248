"""Keras' ImageDataGenerator.apply_transform of small pictures made by formula, under chosen and under its own random parameters.

Per picture: NAME.csv (grey values, a line a row), NAME-draws.csv (Keras' parameters, then the same as Mien's Draw) and
NAME-expected.bin (the results with fill_mode="nearest", little-endian float32, one after the other); NAME-reflected.bin holds
those with fill_mode="reflect".

Keras' tx moves columns and its ty rows, although the first is drawn from height_shift_range. Its centre stands at
(height / 2 - 0.5, width / 2 - 0.5) in x and y: off where a picture is not square, which the shift of the Draw makes good.

Beside them, for 48x48 pictures, what SplitMix64, written here once more, draws: drawn.csv for the article's changes, erased.csv for
those of the recipe mien, with the erased rectangle and the grey values of its first two pixels, where there is one.
"""

import math
import pathlib

import numpy as np
from keras.src.legacy.preprocessing.image import ImageDataGenerator

folder = pathlib.Path(__file__).parent.parent / "core/src/test/resources/golden/augmentation"
generator = ImageDataGenerator(
    width_shift_range=0.1, height_shift_range=0.1, zoom_range=0.2, horizontal_flip=True, fill_mode="nearest"
)
reflecting = ImageDataGenerator(fill_mode="reflect")
turning = ImageDataGenerator(
    rotation_range=30, width_shift_range=0.2, height_shift_range=0.2, zoom_range=0.5, horizontal_flip=True
)
chosen = [
    {},
    {"flip_horizontal": True},
    {"tx": 3},
    {"ty": -2.25},
    {"tx": -60},
    {"zx": 1.2},
    {"zy": 0.8},
    {"zx": 0.85, "zy": 1.17, "tx": 1.5, "ty": -3.3},
    {"zx": 0.85, "zy": 1.17, "tx": 1.5, "ty": -3.3, "flip_horizontal": True},
    {"theta": 12.5},
    {"theta": -90},
    {"theta": 33, "tx": -2.2, "ty": 1.1, "zx": 1.3, "zy": 0.6},
    {"theta": 33, "tx": -2.2, "ty": 1.1, "zx": 1.3, "zy": 0.6, "flip_horizontal": True},
]


def picture(height, width):
    """A gradient with a disc, a bar and a checkered corner."""
    y, x = np.mgrid[0:height, 0:width]
    grey = (x * 3 + y * 2) % 256
    disc = (x - 0.6 * width) ** 2 + (y - 0.4 * height) ** 2 < (0.25 * height) ** 2
    grey = np.where(disc, 230, grey)
    grey = np.where((y > 0.7 * height) & (y < 0.85 * height) & (x > 0.2 * width), 10, grey)
    return np.where((x < width // 3) & (y < height // 3), 255 * ((x + y) % 2), grey)


def draw(parameters, height, width):
    """Keras' parameters as shiftX, shiftY, zoomX, zoomY, rotation, flip about the true centre."""
    value = lambda name, default: float(parameters.get(name, default))
    angle = np.deg2rad(value("theta", 0))
    zoom = np.diag([value("zx", 1), value("zy", 1)])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    off = np.array([height - width, width - height]) / 2
    shift = np.array([value("tx", 0), value("ty", 0)]) - zoom @ off + turn.T @ off
    return [*shift, zoom[0, 0], zoom[1, 1], angle, int(value("flip_horizontal", 0))]


def write(name, height, width, drawn):
    grey = picture(height, width)
    np.savetxt(folder / f"{name}.csv", grey, "%d", ",")
    shape = (height, width, 1)
    cases = chosen + [generator.get_random_transform(shape, seed) for seed in range(drawn)]
    cases += [turning.get_random_transform(shape, seed) for seed in range(drawn)]
    input = grey[:, :, None].astype("float32")
    for fill, ending in (generator, "expected"), (reflecting, "reflected"):
        results = np.stack([fill.apply_transform(input, case)[:, :, 0] for case in cases])
        results.astype("<f4").tofile(folder / f"{name}-{ending}.bin")
    names = ["theta", "tx", "ty", "zx", "zy", "flip_horizontal"]
    defaults = [0, 0, 0, 1, 1, 0]
    keras = [[float(case.get(name, default)) for name, default in zip(names, defaults)] for case in cases]
    rows = [[*one, *draw(case, height, width)] for one, case in zip(keras, cases)]
    header = ",".join(names) + ",shiftX,shiftY,zoomX,zoomY,rotation,flip"
    np.savetxt(folder / f"{name}-draws.csv", rows, "%.17g", ",", header=header, comments="")


MASK = 2**64 - 1
GOLDEN_GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    """The finaliser of SplitMix64, as in Vigna's splitmix64.c."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def numbers(seed, epoch, row):
    """What SplitMix64 draws for a sample, without end."""
    state = mix(((seed & MASK) + GOLDEN_GAMMA) & MASK)
    for number in (epoch, row):
        state = mix((state + number) & MASK)
    while True:
        state = (state + GOLDEN_GAMMA) & MASK
        yield mix(state)


def uniform(source):
    return (next(source) >> 11) * 2.0**-53


def signed(source):
    return 2 * uniform(source) - 1


def drawn(seed, epoch, row):
    """Shift of 0.1, zoom of 0.2, a flip with probability 0.5."""
    source = numbers(seed, epoch, row)
    shift = [signed(source) * 0.1 * 48 for _ in range(2)]
    zoom = [1 + signed(source) * 0.2 for _ in range(2)]
    return [*shift, *zoom, 0, int(uniform(source) < 0.5)]


def erased(seed, epoch, row):
    """Scale of 0.18, aspect ratio of 0.08, brightness and contrast of 0.3, erasing with probability 0.4 and the paper's ranges."""
    source = numbers(seed, epoch, row)
    scale = math.exp(signed(source) * 0.18)
    aspect = math.exp(signed(source) * 0.08)
    light = [1 + signed(source) * 0.3 for _ in range(2)]
    changes = [scale * aspect, scale / aspect, *light]
    if uniform(source) >= 0.4:
        return [*changes, 0, 0, 0, 0, 0, 0]
    share = 0.02 + uniform(source) * 0.38
    least = max(0.3, share)
    most = min(1 / 0.3, 1 / share)
    ratio = least * (most / least) ** uniform(source)
    width = round(48 * math.sqrt(share / ratio))
    height = round(48 * math.sqrt(share * ratio))
    left = int(uniform(source) * (49 - width))
    top = int(uniform(source) * (49 - height))
    first = next(source)
    noise = [mix((first + place * GOLDEN_GAMMA) & MASK) >> 56 for place in range(2)]
    return [*changes, left, top, width, height, *noise]


def write_drawn(name, draw, header):
    keys = [(42, 1, 0), (42, 1, 1), (42, 2, 0), (43, 1, 0), (0, 0, 0), (-1, 30, 35886), (2**63 - 1, 7, 12345)]
    lines = [",".join([*map(str, key), *map(repr, draw(*key))]) for key in keys]
    (folder / name).write_text("\n".join(["seed,epoch,row," + header, *lines]) + "\n")


folder.mkdir(parents=True, exist_ok=True)
write("square", 48, 48, 6)
write("wide", 5, 7, 20)
write("tall", 9, 4, 20)
write("line", 1, 6, 6)
write("pixel", 1, 1, 2)
write_drawn("drawn.csv", drawn, "shiftX,shiftY,zoomX,zoomY,rotation,flip")
write_drawn("erased.csv", erased, "zoomX,zoomY,brightness,contrast,left,top,width,height,first,second")

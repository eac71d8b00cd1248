"""Parquet as Hugging Face's datasets writes pictures: two files of three, with and without the classes' names.

Made with datasets, pyarrow and pillow; see README.md. The pictures are formulas, not faces.
"""

import pathlib

import datasets
from PIL import Image

OUT = pathlib.Path(__file__).parent.parent / "app/src/test/resources/golden/parquet"
SIDE = 48


def picture(number):
    """Grey level (7 x + number x y) mod 256, in a grey PNG for even numbers, in colour for odd ones."""
    image = Image.new("L", (SIDE, SIDE))
    image.putdata([(7 * x + number * x * y) % 256 for y in range(SIDE) for x in range(SIDE)])
    return image if number % 2 == 0 else image.convert("RGB")


def write(name, label):
    features = datasets.Features({"image": datasets.Image(), "label": label})
    rows = {"image": [picture(n) for n in range(3)], "label": [4, 5, 6]}
    datasets.Dataset.from_dict(rows, features=features).to_parquet(OUT / name)


OUT.mkdir(parents=True, exist_ok=True)
write("numbers.parquet", datasets.Value("int64"))
write(
    "names.parquet",
    datasets.ClassLabel(names=["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"]),
)

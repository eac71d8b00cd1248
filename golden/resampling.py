"""Pillow's Image.resize(..., BILINEAR) of a small random picture, reduced, enlarged and of changed proportions."""

import pathlib

import numpy as np
from PIL import Image

folder = pathlib.Path(__file__).parent.parent / "core/src/test/resources/golden/resampling"
folder.mkdir(parents=True, exist_ok=True)
picture = np.random.default_rng(1).integers(0, 256, (17, 23), dtype=np.uint8)
np.savetxt(folder / "input.csv", picture, "%d", ",")
for width, height in ((9, 9), (48, 48), (7, 30)):
    resized = Image.fromarray(picture).resize((width, height), Image.Resampling.BILINEAR)
    np.savetxt(folder / f"{width}x{height}.csv", np.asarray(resized), "%d", ",")

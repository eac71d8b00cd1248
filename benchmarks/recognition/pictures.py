"""Makes the benchmark's pictures out of photos. run.py starts it in the peers' environment.

photos FOLDER ONE CROWD...     one.jpg: 640x480; crowd.jpg: at most 1280x960, several photos side by side; large.jpg: 12 megapixels
frames FILE COUNT VIDEO        the first frames of a video at 640x480, red, green, blue; repeated where it has fewer
frames FILE COUNT one.jpg      the photo moved to the right by a pixel a frame
"""

import sys
from pathlib import Path

WIDTH, HEIGHT = 640, 480
QUALITY = 92


def main() -> None:
    if sys.argv[1] == "photos":
        photos(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
    else:
        frames(sys.argv[2], int(sys.argv[3]), sys.argv[4])


def photos(folder: Path, one: str, crowd: list[str]) -> None:
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    fitted(upright(one), WIDTH, HEIGHT).save(folder / "one.jpg", quality=QUALITY)
    columns = next(n for n in range(1, len(crowd) + 1) if n * n >= len(crowd))
    rows = -(-len(crowd) // columns)
    cell = (2 * WIDTH // columns, 2 * HEIGHT // rows)
    whole = Image.new("RGB", (cell[0] * columns, cell[1] * rows), (110, 110, 110))
    for i, file in enumerate(crowd):
        whole.paste(fitted(upright(file), *cell), (i % columns * cell[0], i // columns * cell[1]))
    whole.save(folder / "crowd.jpg", quality=QUALITY)
    fitted(whole, 4000, 3000).save(folder / "large.jpg", quality=QUALITY)


def upright(file: str):
    from PIL import Image, ImageOps

    return ImageOps.exif_transpose(Image.open(file)).convert("RGB")


def fitted(picture, width: int, height: int):
    """As large as it goes into that size, on grey."""
    from PIL import ImageOps

    return ImageOps.pad(picture, (width, height), color=(110, 110, 110))


def frames(file: str, count: int, source: str) -> None:
    """From a video by OpenCV, or a photo."""
    import numpy

    if source.endswith(".jpg"):
        pixels = numpy.asarray(upright(source))
        moved = [numpy.roll(pixels, i, axis=1) for i in range(count)]
    else:
        moved = video(source, count)
    with open(file, "wb") as target:
        for i in range(count):
            target.write(moved[i % len(moved)].tobytes())


def video(source: str, count: int) -> list:
    import cv2
    import numpy
    from PIL import Image

    reader = cv2.VideoCapture(source)
    found = []
    while len(found) < count:
        there, frame = reader.read()
        if not there:
            break
        found.append(numpy.asarray(fitted(Image.fromarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)), WIDTH, HEIGHT)))
    if not found:
        sys.exit(f"no frame could be read from {source}")
    return found


main()

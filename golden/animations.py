"""Small GIF, PNG and WebP files with several frames, and the frames as Pillow shows them.

For each FILE there is FILE.rgb: the frames one after the other, red, green, blue, row by row, over white. animations.csv lists the
files with their sizes, how far a value may be off, and the times of their frames in milliseconds.
"""

import io
import pathlib
import subprocess
import tempfile

import numpy
from PIL import Image, ImageSequence

import pictures

FOLDER = pathlib.Path(__file__).parent.parent / "media/src/test/resources/golden/animated"
WIDTH, HEIGHT = 40, 30
DURATIONS = [100, 50, 200, 400]
LINES = []


def ground(width=WIDTH, height=HEIGHT):
    y, x = numpy.mgrid[0:height, 0:width]
    return numpy.stack([40 + 3 * x, 60 + 4 * y, 180 - 2 * x, 255 + 0 * x], axis=2).astype(numpy.uint8)


def moving(opaque, opacity=160):
    """A red square walks over a ground, or over nothing."""
    frames = []
    for step in range(len(DURATIONS)):
        values = ground() if opaque else numpy.zeros((HEIGHT, WIDTH, 4), numpy.uint8)
        values[8:18, 4 + 8 * step : 14 + 8 * step] = [220, 30, 40, 255 if opaque else opacity]
        frames.append(Image.fromarray(values))
    return frames


def written(frames, form, **options):
    target = io.BytesIO()
    frames[0].save(target, form, save_all=True, append_images=frames[1:], **options)
    return target.getvalue()


def keep(name, data, most=0, expected=()):
    shown, times, time = [], [], 0
    for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data))):
        frame.load()
        if "duration" not in frame.info:
            continue  # the picture for programs that know no frames
        shown.append(pictures.over_white(frame.convert("RGBA")))
        times.append(time)
        time += int(frame.info["duration"])
    shown = [pictures.over_white(frame) for frame in expected] or shown
    (FOLDER / name).write_bytes(data)
    (FOLDER / (name + ".rgb")).write_bytes(b"".join(image.tobytes() for image in shown))
    LINES.append(f"{name},{shown[0].width},{shown[0].height},{most},{time},{' '.join(map(str, times))}")


def gifs():
    few = [frame.convert("RGB").quantize(64) for frame in moving(True)]
    keep("whole.gif", written(few, "GIF", duration=DURATIONS, optimize=False))
    for disposal in (1, 2, 3):
        clear = [Image.fromarray((numpy.asarray(frame)[:, :, 3] > 0).astype(numpy.uint8)) for frame in moving(False)]
        for frame in clear:
            frame.putpalette([0, 255, 0, 220, 30, 40])
        keep(f"disposal-{disposal}.gif", written(clear, "GIF", duration=DURATIONS, disposal=disposal, transparency=0))


def pngs():
    keep("whole.png", written(moving(True), "PNG", duration=DURATIONS))
    for disposal in (0, 1, 2):
        for blend in (0, 1):
            # Pillow does not lay half transparent frames over others as the specification says, nor takes them away
            frames = moving(False, 255 if blend else 160)
            data = written(frames, "PNG", duration=DURATIONS, disposal=disposal, blend=blend)
            keep(f"disposal-{disposal}-blend-{blend}.png", data, 1, frames if disposal and blend else ())
    few = [frame.convert("RGB").quantize(64) for frame in moving(True)]
    keep("palette.png", written(few, "PNG", duration=DURATIONS))
    gray = [frame.convert("L") for frame in moving(True)]
    keep("gray.png", written(gray, "PNG", duration=DURATIONS))
    keep("hidden-default.png", written(moving(True), "PNG", duration=DURATIONS, default_image=True), 0)


def webps():
    keep("whole.webp", written(moving(True), "WEBP", duration=DURATIONS, lossless=True))
    keep("clear.webp", written(moving(False), "WEBP", duration=DURATIONS, lossless=True, minimize_size=True), 1)
    keep("blended.webp", blended(), 2)
    soft = [Image.fromarray(ground(64, 48)), Image.fromarray(ground(64, 48)[::-1])]
    keep("lossy.webp", written(soft, "WEBP", duration=[80, 120], quality=95), 3)
    keep("lossy-clear.webp", written(moving(False), "WEBP", duration=DURATIONS, quality=95, minimize_size=True), 4)


def blended():
    """Half transparent frames over others, which Pillow's encoder does not make: by webpmux."""
    work = pathlib.Path(tempfile.mkdtemp())
    square = Image.new("RGBA", (10, 12), (220, 30, 40, 120))
    Image.fromarray(ground()).save(work / "ground.webp", lossless=True)
    square.save(work / "square.webp", lossless=True)
    frames = ["ground.webp", "+100+0+0+0-b"], ["square.webp", "+50+4+6+0+b"], ["square.webp", "+200+8+10+1+b"], ["square.webp", "+400+20+2+0-b"]
    command = [part for file, place in frames for part in ("-frame", work / file, place)]
    subprocess.run(["webpmux", *command, "-o", work / "all.webp"], check=True, stderr=subprocess.DEVNULL)
    return (work / "all.webp").read_bytes()


def photos():
    """Files of the same formats with one frame."""
    for form in ("gif", "png", "webp"):
        (FOLDER / f"one.{form}").write_bytes(written(moving(True)[:1], form.upper()))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    photos()
    gifs()
    pngs()
    webps()
    (FOLDER / "animations.csv").write_text("\n".join(LINES) + "\n")

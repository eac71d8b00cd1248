"""Small HEIC and AVIF pictures, and their pixels as libheif's heif-convert decodes them.

heif-enc makes HEIC, avifenc makes AVIF. Neither makes a HEIC file as phones write it (tiles, a turn, a thumbnail, a gain map, Exif
data), so `phone` puts one together from tiles of heif-enc. For each FILE there is FILE.rgb: red, green, blue, row by row, upright,
over white, in sRGB. heif.csv lists them with their sizes, how far a value may be off, and all of
them in the mean. Where chroma is halved, libheif repeats it and FFmpeg smooths it.
"""

import io
import pathlib
import struct
import subprocess
import tempfile

import numpy
from PIL import Image

import pictures

FOLDER = pathlib.Path(__file__).parent.parent / "media/src/test/resources/golden/heif"
WORK = pathlib.Path(tempfile.mkdtemp())
WIDTH, HEIGHT = 64, 48
LINES = []


def scene(width=WIDTH, height=HEIGHT):
    """Red grows to the right, green downwards; a blue and a white patch say which corner is which."""
    y, x = numpy.mgrid[0:height, 0:width]
    values = numpy.stack([20 + 210 * x // width, 30 + 200 * y // height, 200 - 90 * x // width - 60 * y // height], axis=2)
    values[height // 8 : height // 3, width // 8 : width // 3] = [20, 40, 220]
    values[-height // 3 : -height // 8, -width // 4 : -width // 10] = [250, 250, 245]
    return values.astype(numpy.uint8)


def soft(width=WIDTH, height=HEIGHT):
    """Patches differ in luma alone: decoders enlarge halved chroma in ways that part at edges."""
    y, x = numpy.mgrid[0:height, 0:width]
    values = numpy.stack([40 + 100 * x // width, 50 + 90 * y // height, 160 - 60 * x // width - 40 * y // height], axis=2)
    values[height // 8 : height // 3, width // 8 : width // 3] += 60
    values[-height // 3 : -height // 8, -width // 4 : -width // 10] -= 35
    return values.astype(numpy.uint8)


def saved(name, image, **options):
    file = WORK / name
    image.save(file, **options)
    return file


RGB = Image.fromarray(scene())
ALPHA = Image.fromarray((numpy.mgrid[0:HEIGHT, 0:WIDTH][1] * 4).astype(numpy.uint8))
SOURCE = saved("scene.png", RGB)
LARGE = saved("large.png", Image.fromarray(scene(128, 128)))
SOFT = saved("soft.png", Image.fromarray(soft()))
ODD = saved("odd.png", Image.fromarray(soft(61, 43)))
TRANSPARENT = saved("alpha.png", Image.merge("RGBA", [*RGB.split(), ALPHA]))
WIDE = saved("wide.png", RGB, icc_profile=pictures.display_p3())
LYING = saved("lying.jpg", RGB, quality=98, subsampling=0, exif=pictures.exif(6))
(WORK / "p3.icc").write_bytes(pictures.display_p3())


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def heic(name, source, *options):
    file = WORK / name
    run("heif-enc", "-e", "x265", "-o", file, *options, source)
    return file.read_bytes()


def avif(name, source, *options):
    file = WORK / name
    run("avifenc", "-s", "8", *options, source, file)
    return file.read_bytes()


def as_libheif_does(name, data):
    (WORK / name).write_bytes(data)
    target = WORK / (name + ".png")
    run("heif-convert", WORK / name, target)
    return pictures.over_white(Image.open(target))


def keep(name, data, most, mean, expected=None):
    expected = as_libheif_does(name, data) if expected is None else expected.convert("RGB")
    (FOLDER / name).write_bytes(data)
    (FOLDER / (name + ".rgb")).write_bytes(expected.tobytes())
    LINES.append(f"{name},{expected.width},{expected.height},{most},{mean}")


def deep():
    """A picture of 16 bits, which Pillow does not write."""
    values = scene().astype(int) * 257
    file = WORK / "deep.png"
    file.write_bytes(pictures.png(values.reshape(HEIGHT, -1), 16, 2))
    return file


def avifs():
    keep("lossless.avif", avif("a.avif", SOURCE, "-l"), 0, 0, RGB)
    keep("plain.avif", avif("a.avif", SOURCE, "-y", "444", "--min", "0", "--max", "5"), 2, 0.6)
    keep("subsampled.avif", avif("a.avif", SOFT, "-y", "420", "--min", "0", "--max", "5"), 4, 0.9)
    keep("half-subsampled.avif", avif("a.avif", SOFT, "-y", "422", "--min", "0", "--max", "5"), 2, 0.6)
    keep("limited.avif", avif("a.avif", SOURCE, "-y", "444", "--min", "0", "--max", "5", "-r", "limited"), 3, 0.8)
    keep("high-definition.avif", avif("a.avif", SOURCE, "-y", "444", "--min", "0", "--max", "5", "--cicp", "1/13/1"), 2, 0.6)
    keep("ten-bits.avif", avif("a.avif", deep(), "-y", "444", "-d", "10", "--min", "0", "--max", "5"), 2, 0.6)
    keep("twelve-bits.avif", avif("a.avif", deep(), "-y", "444", "-d", "12", "--min", "0", "--max", "5"), 2, 0.6)
    keep("gray.avif", avif("a.avif", SOURCE, "-y", "400", "--min", "0", "--max", "5"), 2, 0.6)
    keep("odd.avif", avif("a.avif", ODD, "-y", "420", "--min", "0", "--max", "5"), 7, 1.1)
    keep("alpha.avif", avif("a.avif", TRANSPARENT, "-y", "444", "--min", "0", "--max", "5"), 3, 0.8)
    keep("premultiplied.avif", avif("a.avif", TRANSPARENT, "-p", "-y", "444", "--min", "0", "--max", "5"), 5, 0.8,
         pictures.over_white(Image.open(TRANSPARENT)))
    for turn in (1, 2, 3):
        keep(f"turned-{turn}.avif", avif("a.avif", SOURCE, "-l", "--irot", turn), 1, 0.1)
    for axis in (0, 1):
        keep(f"mirrored-{axis}.avif", avif("a.avif", SOURCE, "-l", "--imir", axis), 1, 0.1)
    keep("cropped.avif", avif("a.avif", SOURCE, "-l", "--crop", "4,6,40,30"), 1, 0.1)
    turned = avif("a.avif", SOURCE, "-l", "--crop", "4,6,40,30", "--irot", 1, "--imir", 1)
    keep("cropped-turned-mirrored.avif", turned, 1, 0.1)
    keep("grid.avif", avif("a.avif", LARGE, "-l", "-g", "2x2"), 1, 0.1)
    keep("exif-turned.avif", avif("a.avif", LYING, "-y", "444", "--min", "0", "--max", "5"), 4, 1)
    keep("display-p3.avif", avif("a.avif", WIDE, "-l"), 1, 0.1, pictures.from_p3(RGB))
    keep("display-p3-codes.avif", avif("a.avif", SOURCE, "-y", "444", "--min", "0", "--max", "0", "--cicp", "12/13/0"), 1, 0.1,
         pictures.from_p3(RGB))
    pages = [saved(f"{i}.png", Image.fromarray(numpy.roll(scene(), 16 * i, axis=1))) for i in range(3)]
    file = WORK / "film.avif"
    run("avifenc", "-s", "8", "-y", "444", "--min", "0", "--max", "5", "--timescale", "10", "--duration", "2", *pages, file)
    run("avifdec", file, WORK / "first.png")
    keep("sequence.avif", file.read_bytes(), 2, 0.6, Image.open(WORK / "first.png"))


def heics():
    keep("lossless.heic", heic("a.heic", SOURCE, "-L", "-p", "chroma=444"), 2, 0.6)
    keep("plain.heic", heic("a.heic", SOURCE, "-q", "95", "-p", "chroma=444"), 2, 0.6)
    keep("subsampled.heic", heic("a.heic", SOFT, "-q", "95"), 4, 0.9)
    keep("limited.heic", heic("a.heic", SOURCE, "-q", "95", "-p", "chroma=444", "--full_range_flag=0"), 3, 0.8)
    keep("ten-bits.heic", heic("a.heic", deep(), "-q", "95", "-b", "10", "-p", "chroma=444"), 2, 0.6)
    keep("odd.heic", heic("a.heic", ODD, "-q", "95"), 4, 0.9)
    keep("alpha.heic", heic("a.heic", TRANSPARENT, "-q", "95", "-p", "chroma=444"), 3, 0.8)
    keep("thumbnail.heic", heic("a.heic", SOURCE, "-q", "95", "-p", "chroma=444", "-t", "32"), 2, 0.6)
    wide = heic("a.heic", WIDE, "-L", "-p", "chroma=444")
    keep("display-p3.heic", wide, 2, 0.6, pictures.from_p3(as_libheif_does("wide.heic", wide)))
    keep("phone.heic", phone(), 3, 0.6)


def box(kind, *content):
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + kind + data


def full(kind, version, *content, flags=0):
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def found(data, kind):
    """The content of a box, anywhere in a file."""
    place = data.index(kind)
    return data[place + 4 : place - 4 + struct.unpack(">I", data[place - 4 : place])[0]]


def tile(values):
    """The decoder's configuration and the coded picture, as heif-enc writes them."""
    data = heic("tile.heic", saved("tile.png", Image.fromarray(values.astype(numpy.uint8))), "-q", "95")
    return found(data, b"hvcC"), found(data, b"mdat")


def phone():
    """A picture of 120x90 in four tiles of 64x64 that is stored lying on its side, with all that phones write beside it."""
    width, height, across, down = 120, 90, 2, 2
    side = 64
    whole = numpy.pad(soft(width, height), ((0, down * side - height), (0, across * side - width), (0, 0)), mode="edge")
    tiles = [tile(whole[y : y + side, x : x + side]) for y in range(0, down * side, side) for x in range(0, across * side, side)]
    thumbnail = tile(255 - soft(side, side))
    exif = struct.pack(">I", 0) + pictures.exif(6).tobytes()[6:]
    # items 1 to 4: tiles, which are hidden, 5: the picture, 6: a thumbnail, 7: a gain map, 8: Exif data
    data = [coded for _, coded in tiles] + [None, thumbnail[1], thumbnail[1], exif]
    kinds = [b"hvc1"] * 4 + [b"grid", b"hvc1", b"hvc1", b"Exif"]
    grid = struct.pack(">BBBBHH", 0, 0, down - 1, across - 1, width, height)
    properties = [
        box(b"hvcC", tiles[0][0]),
        full(b"ispe", 0, struct.pack(">II", side, side)),
        full(b"ispe", 0, struct.pack(">II", width, height)),
        box(b"colr", b"nclx", struct.pack(">HHHB", 1, 13, 6, 0x80)),
        box(b"irot", b"\3"),
        full(b"auxC", 0, b"urn:com:apple:photo:2020:aux:hdrgainmap\0"),
    ]
    used = {i: [0x81, 2, 4] for i in (1, 2, 3, 4, 6)} | {5: [3, 4, 0x85], 7: [0x81, 2, 6]}
    association = b"".join(struct.pack(">HB", i, len(list_)) + bytes(list_) for i, list_ in sorted(used.items()))
    entries = b"".join(full(b"infe", 2, struct.pack(">HH", i + 1, 0), kind, b"\0", flags=i < 4) for i, kind in enumerate(kinds))

    def reference(kind, start, *targets):
        return box(kind, struct.pack(">HH", start, len(targets)), *(struct.pack(">H", target) for target in targets))

    def meta(start):
        places, next_ = b"", start
        for i, content in enumerate(data):
            inner = content is None
            length = len(grid) if inner else len(content)
            places += struct.pack(">HHHHII", i + 1, 1 if inner else 0, 0, 1, 0 if inner else next_, length)
            next_ += 0 if inner else length
        return full(
            b"meta", 0,
            full(b"hdlr", 0, b"\0\0\0\0pict" + b"\0" * 13),
            full(b"pitm", 0, struct.pack(">H", 5)),
            full(b"iloc", 1, struct.pack(">HH", 0x4400, len(data)), places),
            full(b"iinf", 0, struct.pack(">H", len(data)), entries),
            full(b"iref", 0, reference(b"dimg", 5, 1, 2, 3, 4), reference(b"thmb", 6, 5), reference(b"auxl", 7, 5),
                 reference(b"cdsc", 8, 5)),
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", 0, struct.pack(">I", len(used)), association)),
            box(b"idat", grid),
        )

    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + box(b"mdat", *(content for content in data if content))


def gallery():
    """Drawn faces, for the command line. The classes of core must be compiled."""
    home = FOLDER.parents[5]
    run("java", "-cp", home / "core/target/classes", home / "tools/DrawnGallery.java", WORK / "gallery.png")
    half = saved("half.png", Image.open(WORK / "gallery.png").resize((640, 235)))
    target = home / "app/src/test/resources/golden/heif"
    target.mkdir(parents=True, exist_ok=True)
    (target / "gallery.heic").write_bytes(heic("gallery.heic", half, "-q", "40"))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    avifs()
    heics()
    gallery()
    (FOLDER / "heif.csv").write_text("\n".join(LINES) + "\n")

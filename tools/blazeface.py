"""BlazeFace full range, from TFLite to ONNX: the network of dev.mien.face.BlazeFaceDetector.

    pip install -r tools/requirements.txt
    npm pack @mediapipe/face_detection@0.4.1657300184
    python tools/blazeface.py mediapipe-face_detection-0.4.1657300184.tgz [PHOTO ...]

Writes recognition/src/main/resources/dev/mien/face/blazeface.onnx and its SHA-256, and what the original says of a formula for
BlazeFaceNetworkTest: recognition/src/test/resources/golden/face/blazeface.csv. Before that it runs the original with LiteRT and the
result with ONNX Runtime on random pictures and on the photos. Ends with an error where they differ by more than 1e-3 in a score,
or by a pixel of the network's 192 in a box or keypoint.

What is computed stays what it was; kernels stay in 16 bits, as in the original. What changes:
* pictures come planar, N x 3 x H x W (the original: 1 x 192 x 192 x 3), red first, -1 to 1; any number at a time, and of any
  height and width that are multiples of 32;
* there is one output, `cells`, N x 17 x H/4 x W/4: the logit, then the sixteen coordinates. The two heads are one convolution.
* ONNX Runtime keeps channels in blocks of eight, and reorders maps wherever it cannot. So filters that are no multiple of eight
  are filled up with zeros, and where the original widens a map with channels of zeros to add it to a convolution, the convolution
  is made in two parts, of which the second has nothing to be added to.
"""

import hashlib
import pathlib
import sys
import tarfile

import numpy as np
import onnx
import onnxruntime
import tflite
from ai_edge_litert.interpreter import Interpreter
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

ORIGINAL = "package/face_detection_full_range.tflite"
ORIGINAL_SHA256 = "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"
ORIGIN = "BlazeFace full range, @mediapipe/face_detection 0.4.1657300184, Apache-2.0, converted by tools/blazeface.py"
RECOGNITION = pathlib.Path(__file__).parent.parent / "recognition/src"
RESULT = RECOGNITION / "main/resources/dev/mien/face/blazeface.onnx"
GOLDEN = RECOGNITION / "test/resources/golden/face/blazeface.csv"
SIDE = 192
ANCHORS = 2304
STRIDE = 4
COORDINATES = 16
BLOCK = 8
CODES = {number: name for name, number in vars(tflite.BuiltinOperator).items() if isinstance(number, int)}
NUMBERS = {tflite.TensorType.FLOAT32: np.float32, tflite.TensorType.FLOAT16: np.float16, tflite.TensorType.INT32: np.int32}


def in_blocks(values, axis):
    """Filled up with zeros to a multiple of eight."""
    pads = [(0, -length % BLOCK if at == axis else 0) for (at, length) in enumerate(values.shape)]
    return np.pad(values, pads)


class Convolution:
    """One that is not yet written, since who needs it decides how: whole, in two parts, or joined with another."""

    def __init__(self, source, kernel, bias, attributes):
        self.source = source
        self.kernel = kernel
        self.bias = bias
        self.attributes = attributes

    def filters(self, first, end):
        return Convolution(self.source, self.kernel[first:end], self.bias[first:end], self.attributes)

    def joined(self, other):
        kernel = np.concatenate([self.kernel, other.kernel])
        return Convolution(self.source, kernel, np.concatenate([self.bias, other.bias]), self.attributes)

    def in_blocks(self):
        """Filters, and the maps that they read, which the convolution before has in blocks too."""
        kernel = in_blocks(self.kernel, 0)
        if kernel.shape[1] >= BLOCK:
            kernel = in_blocks(kernel, 1)
        groups = kernel.shape[0] if self.attributes["group"] > 1 else 1
        return Convolution(self.source, kernel, in_blocks(self.bias, 0), self.attributes | {"group": groups})


class Conversion:
    """Walks the operators, which stand in the order of their computation."""

    def __init__(self, file):
        self.model = tflite.Model.GetRootAs(file)
        self.graph = self.model.Subgraphs(0)
        self.nodes = []
        self.kernels = []
        self.input = self.graph.Inputs(0)
        self.halves = {}
        self.convolutions = {}
        self.widened = {}
        self.parts = {}
        self.heads = {}

    def result(self):
        for index in range(self.graph.OperatorsLength()):
            self.convert(self.graph.Operators(index))
        self.write(self.heads[1].joined(self.heads[COORDINATES]), "cells")
        graph = helper.make_graph(
            self.nodes,
            "blazeface",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 3, "H", "W"])],
            [helper.make_tensor_value_info("cells", TensorProto.FLOAT, ["N", 1 + COORDINATES, "rows", "columns"])],
            self.kernels,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        helper.set_model_props(model, {"origin": ORIGIN})
        onnx.checker.check_model(model, full_check=True)
        return model.SerializeToString(deterministic=True)

    def convert(self, operator):
        code = self.model.OperatorCodes(operator.OpcodeIndex())
        name = CODES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        getattr(self, name.lower())(operator, operator.Inputs(0), operator.Outputs(0))

    def name(self, tensor):
        return "pixels" if tensor == self.input else f"t{tensor}"

    def read(self, tensor):
        """The name of what an operator reads; a convolution is written when it is first read."""
        if tensor in self.convolutions:
            self.write(self.convolutions.pop(tensor).in_blocks(), self.name(tensor))
        return self.name(tensor)

    def write(self, convolution, target):
        for kind, values in (("kernel", convolution.kernel), ("bias", convolution.bias)):
            self.constant(f"{kind} {target} half", values)
            self.node("Cast", [f"{kind} {target} half"], f"{kind} {target}", to=TensorProto.FLOAT)
        inputs = [convolution.source, f"kernel {target}", f"bias {target}"]
        self.node("Conv", inputs, target, **convolution.attributes)

    def node(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def options(self, operator, kind):
        table = operator.BuiltinOptions()
        options = kind()
        options.Init(table.Bytes, table.Pos)
        if hasattr(options, "FusedActivationFunction"):
            assert options.FusedActivationFunction() == tflite.ActivationFunctionType.NONE
        return options

    def values(self, index):
        tensor = self.graph.Tensors(index)
        data = self.model.Buffers(tensor.Buffer()).DataAsNumpy()
        return np.frombuffer(data.tobytes(), NUMBERS[tensor.Type()]).reshape(tensor.ShapeAsNumpy())

    def constant(self, name, values):
        self.kernels.append(numpy_helper.from_array(np.ascontiguousarray(values), name))

    def dequantize(self, operator, source, target):
        """Sixteen bits to 32. All kernels have four dimensions; in both formats the filter moves to the front, its taps to the end."""
        values = self.values(source)
        if values.ndim == 4:
            depthwise = values.shape[0] == 1 and self.is_depthwise(target)
            values = values.transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        self.halves[target] = values

    def is_depthwise(self, kernel):
        users = [self.graph.Operators(i) for i in range(self.graph.OperatorsLength())]
        (user,) = [user for user in users if user.InputsLength() > 1 and user.Inputs(1) == kernel]
        return self.model.OperatorCodes(user.OpcodeIndex()).DeprecatedBuiltinCode() == tflite.BuiltinOperator.DEPTHWISE_CONV_2D

    def conv_2d(self, operator, source, target):
        self.convolution(operator, self.options(operator, tflite.Conv2DOptions), 1)

    def depthwise_conv_2d(self, operator, source, target):
        options = self.options(operator, tflite.DepthwiseConv2DOptions)
        assert options.DepthMultiplier() == 1
        self.convolution(operator, options, int(self.graph.Tensors(operator.Inputs(0)).Shape(3)))

    def convolution(self, operator, options, groups):
        """TensorFlow's SAME is ONNX's SAME_UPPER; VALID occurs with 1 x 1 taps alone, where both are the same."""
        assert options.StrideW() == options.StrideH() and options.DilationWFactor() == options.DilationHFactor() == 1
        attributes = {
            "strides": [options.StrideH(), options.StrideW()],
            "auto_pad": "SAME_UPPER" if options.Padding() == tflite.Padding.SAME else "VALID",
            "group": groups,
        }
        (source, kernel, bias) = operator.InputsAsNumpy().tolist()
        self.convolutions[operator.Outputs(0)] = Convolution(
            self.read(source), self.halves[kernel], self.halves[bias], attributes
        )

    def relu(self, operator, source, target):
        if source not in self.parts:
            self.node("Relu", [self.read(source)], self.name(target))
            return
        parts = self.parts[source]
        for part in parts:
            self.node("Relu", [part], f"{part} relu")
        self.node("Concat", [f"{part} relu" for part in parts], self.name(target), axis=1)

    def add(self, operator, source, target):
        self.options(operator, tflite.AddOptions)
        if source in self.widened:
            self.add_widened(self.widened[source], self.convolutions.pop(operator.Inputs(1)), target)
        else:
            self.node("Add", [self.read(source), self.read(operator.Inputs(1))], self.name(target))

    def add_widened(self, narrow, convolution, target):
        """To the first filters a map with as many channels, to the others nothing."""
        channels = int(self.graph.Tensors(narrow).Shape(3))
        assert channels % BLOCK == len(convolution.kernel) % BLOCK == 0
        (first, others) = self.parts[target] = (f"t{target} first", f"t{target} others")
        self.write(convolution.filters(0, channels).in_blocks(), f"{first} alone")
        self.node("Add", [self.read(narrow), f"{first} alone"], first)
        self.write(convolution.filters(channels, None).in_blocks(), others)

    def pad(self, operator, source, target):
        """Channels of zeros, at the end."""
        pads = self.values(operator.Inputs(1))
        assert not pads[:3].any() and pads[3, 0] == 0
        self.widened[target] = source

    def max_pool_2d(self, operator, source, target):
        """2 x 2 over even sides, so that nothing is padded."""
        options = self.options(operator, tflite.Pool2DOptions)
        assert options.FilterWidth() == options.FilterHeight() == options.StrideW() == options.StrideH() == 2
        self.node("MaxPool", [self.read(source)], self.name(target), kernel_shape=[2, 2], strides=[2, 2])

    def resize_bilinear(self, operator, source, target):
        options = self.options(operator, tflite.ResizeBilinearOptions)
        assert options.HalfPixelCenters() and not options.AlignCorners()
        (before, after) = (self.graph.Tensors(tensor).ShapeAsNumpy() for tensor in (source, target))
        self.constant(f"scales{target}", np.array([1, 1, after[1] / before[1], after[2] / before[2]], np.float32))
        self.node(
            "Resize",
            [self.read(source), "", f"scales{target}"],
            self.name(target),
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        )

    def reshape(self, operator, source, target):
        """An output, position by position; here it stays a map."""
        head = self.convolutions.pop(source)
        assert self.graph.Tensors(target).ShapeAsNumpy().tolist() == [1, ANCHORS, len(head.kernel)]
        self.heads[len(head.kernel)] = head


def letterboxed(photo):
    """The picture in the middle of a black square."""
    image = Image.open(photo).convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR)
    square = Image.new("RGB", (SIDE, SIDE))
    square.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return np.asarray(square, np.float32)[None] / 127.5 - 1


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits.astype(np.float64)))


class Original:
    """The network as it came, run by LiteRT."""

    def __init__(self, file):
        self.interpreter = Interpreter(model_content=file)
        self.interpreter.allocate_tensors()

    def answer(self, picture):
        """Boxes, 2304 x 16, and logits, 2304 x 1, of a picture, 1 x 192 x 192 x 3."""
        self.interpreter.set_tensor(self.interpreter.get_input_details()[0]["index"], picture)
        self.interpreter.invoke()
        details = self.interpreter.get_output_details()
        answers = {detail["shape"][2]: self.interpreter.get_tensor(detail["index"])[0] for detail in details}
        return answers[16], answers[1]


def write_golden(original):
    """Of every 37th cell: its number, logit and sixteen coordinates, for grey levels (7 x + 3 y + 50 channel + x y) mod 256."""
    (y, x, channel) = np.mgrid[0:SIDE, 0:SIDE, 0:3]
    picture = ((7 * x + 3 * y + 50 * channel + x * y) % 256).astype(np.float32)[None] / 127.5 - 1
    (boxes, scores) = original.answer(picture)
    lines = [",".join([str(cell), *(f"{v:.6g}" for v in (*scores[cell], *boxes[cell]))]) for cell in range(0, ANCHORS, 37)]
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text("\n".join(lines) + "\n")


def check(original, converted, photos):
    session = onnxruntime.InferenceSession(converted, providers=["CPUExecutionProvider"])
    random = np.random.default_rng(1)
    pictures = {f"random {i}": random.uniform(-1, 1, (1, SIDE, SIDE, 3)).astype(np.float32) for i in range(20)}
    pictures.update({pathlib.Path(photo).name: letterboxed(photo) for photo in photos})
    every = np.concatenate(list(pictures.values())).transpose(0, 3, 1, 2)
    (cells,) = session.run(["cells"], {"pixels": np.ascontiguousarray(every)})
    cells = cells.reshape(len(every), -1, ANCHORS).transpose(0, 2, 1)
    for index, (name, picture) in enumerate(pictures.items()):
        (expected_boxes, expected_scores) = original.answer(picture)
        score = np.abs(sigmoid(expected_scores) - sigmoid(cells[index, :, :1])).max()
        box = np.abs(expected_boxes - cells[index, :, 1:]).max()
        print(f"{name}: best score {sigmoid(expected_scores).max():.4f}, scores differ by {score:.1e}, boxes by {box:.1e} pixels")
        if not (score < 1e-3 and box < 1):
            sys.exit(f"{name}: the converted network is not the original")


def main():
    with tarfile.open(sys.argv[1]) as package:
        original = package.extractfile(ORIGINAL).read()
    digest = hashlib.sha256(original).hexdigest()
    if digest != ORIGINAL_SHA256:
        sys.exit(f"{ORIGINAL} has the SHA-256 {digest}, expected {ORIGINAL_SHA256}: take version 0.4.1657300184")
    converted = Conversion(original).result()
    check(Original(original), converted, sys.argv[2:])
    write_golden(Original(original))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_bytes(converted)
    digest = hashlib.sha256(converted).hexdigest()
    RESULT.with_name(RESULT.name + ".sha256").write_text(f"{digest}  {RESULT.name}\n")
    print(f"{RESULT.name}: {len(converted)} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()

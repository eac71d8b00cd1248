"""The fast form of the model that comes with Mien: kernels and maps in 8 bits, for `--model fast`.

    pip install onnx==1.23.2 onnxruntime==1.32.0 numpy
    python tools/fast.py fer2013.csv.gz

Reads recognition/src/main/resources/dev/mien/model/mien.onnx and writes mien-fast.onnx and its SHA-256 beside it. The ranges of the maps are those of
every hundredth Training face (the file holds ranges, no faces). Kernels have a scale for each filter and use seven bits, so that no sum
of two products overflows on processors without VNNI, and all processors agree. What comes behind the last convolution stays in 32 bits. Judges both
on PublicTest, says how often they are right and how long a face takes on one thread, and ends with an error where the fast form loses half a per cent.
"""

import csv
import gzip
import hashlib
import pathlib
import sys
import tempfile
import time
import zlib

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

FOLDER = pathlib.Path(__file__).parent.parent / "recognition/src/main/resources/dev/mien/model"
MODEL = FOLDER / "mien.onnx"
RESULT = FOLDER / "mien-fast.onnx"
BATCH = 16
ALLOWED_LOSS = 0.005
# What was measured on, or computed by, the model that this one is made from.
NOT_ITS_OWN = ("evaluation", "calibration_", "known_scores", "validation_", "onnx.", "checksum", "crc32_of_file")


class Batches(CalibrationDataReader):
    def __init__(self, faces):
        self.batches = iter([faces[i : i + BATCH] for i in range(0, len(faces), BATCH)])

    def get_next(self):
        batch = next(self.batches, None)
        return None if batch is None else {"pixels": batch}


def read(path):
    """Every hundredth Training face; the PublicTest faces and their labels."""
    training, faces, labels = [], [], []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if row["Usage"] == "Training" and number % 100 == 0:
                training.append(row["pixels"].split())
            elif row["Usage"] == "PublicTest":
                faces.append(row["pixels"].split())
                labels.append(int(row["emotion"]))
    return *(np.array(rows, np.float32).reshape(-1, 1, 48, 48) for rows in (training, faces)), np.array(labels)


def widen(model):
    """Takes the Casts before the kernels away: the quantizer wants them in 32 bits."""
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    for node in [node for node in graph.node if node.op_type == "Cast" and node.input[0] in weights]:
        kernel = numpy_helper.to_array(weights[node.input[0]]).astype(np.float32)
        graph.initializer.append(numpy_helper.from_array(kernel, node.output[0]))
        graph.initializer.remove(weights[node.input[0]])
        graph.node.remove(node)
    return model


def quantized(folder, training):
    wide, ready, small = (str(pathlib.Path(folder, name)) for name in ("wide.onnx", "ready.onnx", "small.onnx"))
    onnx.save(widen(onnx.load(MODEL)), wide)
    quant_pre_process(wide, ready, skip_symbolic_shape=True)
    quantize_static(
        ready,
        small,
        Batches(training),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["Conv", "MaxPool", "Relu"],
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    return onnx.load(small)


def describe(model, accuracy):
    kept = {entry.key: entry.value for entry in onnx.load(MODEL).metadata_props if not entry.key.startswith(NOT_ITS_OWN)}
    kept |= {"precision": "int8", "validation_accuracy": str(accuracy)}
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, dict(sorted(kept.items())))
    used = {node.domain for node in model.graph.node} | {""}
    domains = [entry for entry in model.opset_import if entry.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(domains)


def judge(model, faces, labels):
    """How often a model is right, and the milliseconds of its quickest answer for one face."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    answers = [session.run(["emotion"], {"pixels": faces[i : i + 64]})[0] for i in range(0, len(faces), 64)]
    quickest = min(seconds(session, faces[:1]) for _ in range(200))
    return float((np.concatenate(answers).argmax(1) == labels).mean()), 1000 * quickest


def seconds(session, face):
    begin = time.perf_counter()
    session.run(["emotion"], {"pixels": face})
    return time.perf_counter() - begin


def main():
    training, faces, labels = read(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        model = quantized(folder, training)
    accuracy, milliseconds = judge(model.SerializeToString(), faces, labels)
    whole_accuracy, whole_milliseconds = judge(MODEL.read_bytes(), faces, labels)
    print(f"as it is: {whole_accuracy:.4f} of {len(labels)}, {whole_milliseconds:.2f} ms; fast: {accuracy:.4f}, {milliseconds:.2f} ms")
    if whole_accuracy - accuracy >= ALLOWED_LOSS:
        sys.exit("the fast form loses half a per cent or more: it is not written")
    describe(model, accuracy)
    RESULT.write_bytes(model.SerializeToString())
    whole = RESULT.read_bytes()
    RESULT.with_name(RESULT.name + ".sha256").write_text(f"{hashlib.sha256(whole).hexdigest()}  {RESULT.name}\n")
    RESULT.with_name(RESULT.name + ".crc32").write_text(f"{zlib.crc32(whole):08x}  {RESULT.name}\n")


if __name__ == "__main__":
    main()

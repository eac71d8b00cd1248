package dev.mien.face;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.CallGate;
import dev.mien.model.OnnxNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * BlazeFace full range (Bazarevsky et al., arXiv 1907.05047; MediaPipe's model for faces within five metres), which comes with Mien.
 * The picture is looked at as MediaPipe does, and in tiles where faces may be too small for that; {@link Level} says how. Shrinking takes the
 * mean of an area where MediaPipe samples, so that nothing is lost between the samples.
 */
public final class BlazeFaceDetector implements FaceDetector {
    private static final BundledModel NETWORK =
            new BundledModel("face detector", "dev/mien/face/blazeface.onnx", "Fetch mien-recognition's jar again");

    /** Windows that are computed at a time, so that memory does not grow with the picture. */
    private static final int BATCH = 8;

    /** The network's width of one and the same face varies with its place by as much, so that the smallest are not lost to it. */
    private static final double TOLERANCE = 0.8;

    private final OnnxNetwork network;
    private final DetectionOptions options;
    private final CallGate gate = new CallGate("the face detector");

    private BlazeFaceDetector(OnnxNetwork network, DetectionOptions options) {
        this.network = network;
        this.options = options;
    }

    /** A detector with the usual options. */
    public static BlazeFaceDetector create() {
        return create(DetectionOptions.defaults());
    }

    /**
     * A detector.
     *
     * @throws MienException if the network that comes with Mien is absent or damaged
     */
    public static BlazeFaceDetector create(DetectionOptions options) {
        byte[] file = NETWORK.read(BlazeFaceDetector.class.getClassLoader());
        return new BlazeFaceDetector(OnnxNetwork.of(file, NETWORK.origin(), options.threads()), options);
    }

    @Override
    public List<Face> detect(RgbImage picture) {
        return gate.during(() -> find(picture));
    }

    private List<Face> find(RgbImage picture) {
        List<Face> found = new ArrayList<>();
        for (Level level : Level.of(picture, options.smallestFace())) {
            List<Tile> tiles = level.tiles();
            for (int start = 0; start < tiles.size(); start += BATCH) {
                look(tiles.subList(start, Math.min(start + BATCH, tiles.size())), found);
            }
        }
        return NonMaximumSuppression.join(found).stream()
                .filter(face -> face.box().width() >= TOLERANCE * options.smallestFace())
                .toList();
    }

    private void look(List<Tile> tiles, List<Face> found) {
        FloatBuffer pixels = ByteBuffer.allocateDirect(tiles.size() * Tile.VALUES * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        tiles.forEach(tile -> tile.put(pixels));
        long[] shape = {tiles.size(), RgbImage.CHANNELS, Tile.SIDE, Tile.SIDE};
        List<float[]> answers = network.run("pixels", pixels.flip(), shape, List.of("boxes", "scores"));
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            Anchors.faces(answers.get(0), answers.get(1), i, options.threshold()).stream()
                    .filter(face -> tile.owns(face.box()))
                    .map(tile::toPicture)
                    .forEach(found::add);
        }
    }

    @Override
    public void close() {
        gate.close(network::close);
    }
}

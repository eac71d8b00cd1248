package dev.mien.face;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.CallGate;
import dev.mien.model.OnnxNetwork;
import java.util.List;

/**
 * BlazeFace full range (Bazarevsky et al., arXiv 1907.05047; MediaPipe's model for faces within five metres), which comes with Mien.
 * The picture is looked at in several sizes, so that faces are found that are too small for the network's own 192 pixels or too large for
 * it; {@link Level} says how. Shrinking takes the mean of an area where MediaPipe samples, so that nothing is lost between the samples.
 * A window is computed by one thread, and windows beside each other, so that the answer does not depend on how many threads there are.
 */
public final class BlazeFaceDetector implements FaceDetector {
    /** Its network. */
    public static final BundledModel NETWORK =
            new BundledModel("face detector", "dev/mien/face/blazeface.onnx", "Fetch mien-recognition's jar again");

    /** The network's width of one and the same face varies with its place by as much, so that the smallest are not lost to it. */
    private static final double TOLERANCE = 0.8;

    private final OnnxNetwork network;
    private final DetectionOptions options;
    private final HelperThreads helpers;
    private final CallGate gate = new CallGate("the face detector");

    private BlazeFaceDetector(OnnxNetwork network, DetectionOptions options) {
        this.network = network;
        this.options = options;
        helpers = new HelperThreads(options.threads() - 1);
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
        OnnxNetwork network = NETWORK.open(
                BlazeFaceDetector.class.getClassLoader(), (file, origin) -> OnnxNetwork.of(file, origin, 1));
        return new BlazeFaceDetector(network, options);
    }

    @Override
    public List<Face> detect(RgbImage picture) {
        return gate.during(() -> find(picture));
    }

    private List<Face> find(RgbImage picture) {
        List<Tile> tiles = Level.of(picture, options.smallestFace()).stream()
                .flatMap(level -> level.tiles().stream())
                .toList();
        List<Face> found =
                helpers.map(tiles, this::look).stream().flatMap(List::stream).toList();
        return NonMaximumSuppression.join(found).stream()
                .filter(face -> face.box().width() >= TOLERANCE * options.smallestFace())
                .toList();
    }

    private List<Face> look(Tile tile) {
        long[] shape = {1, RgbImage.CHANNELS, tile.height(), tile.width()};
        float[] cells =
                network.run("pixels", tile.pixels(), shape, List.of("cells")).get(0);
        return new Anchors(cells, tile.width() / Anchors.STRIDE)
                .faces(options.threshold()).stream()
                        .filter(face -> tile.owns(face.box()))
                        .map(tile::toPicture)
                        .toList();
    }

    @Override
    public void close() {
        gate.close(() -> {
            helpers.close();
            network.close();
        });
    }
}

package dev.mien.face;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.CallGate;
import dev.mien.model.OnnxNetwork;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds faces with CenterFace (Xu et al., arXiv 1911.03599). It comes with Mien.
 *
 * <p>The detector glances at the whole picture ({@link Level}). The picture is shrunk until the smallest face wanted is
 * just seen. Then it takes a closer look at every face that it is not sure of ({@link CloserLook}). If it finds no
 * face, it glances at the picture turned by quarters. So a face may have any turn.
 */
public final class CenterFaceDetector implements FaceDetector {
    /** Its network. */
    public static final BundledModel NETWORK =
            new BundledModel("face detector", "dev/mien/face/centerface.onnx", "Fetch mien-recognition's jar again");

    /** The least score at a glance. Of the faces with {@value Level#LEAST} pixels and more, 99 % have it. */
    private static final double GLANCE = 0.2;

    /** The network's width of the same face varies. A face that seems this much too small still counts. */
    private static final double TOLERANCE = 0.8;

    private static final int QUARTERS = 4;

    /** Number of windows that go through the network together. */
    private static final int BATCH = 16;

    private final OnnxNetwork network;
    private final DetectionOptions options;
    private final Buffers buffers = new Buffers();
    private final CallGate gate = new CallGate("the face detector");

    private CenterFaceDetector(OnnxNetwork network, DetectionOptions options) {
        this.network = network;
        this.options = options;
    }

    /** A detector with the usual options. */
    public static CenterFaceDetector create() {
        return create(DetectionOptions.defaults());
    }

    /**
     * A detector.
     *
     * @throws MienException if the network that comes with Mien is absent or damaged
     */
    public static CenterFaceDetector create(DetectionOptions options) {
        OnnxNetwork network = NETWORK.open(
                CenterFaceDetector.class.getClassLoader(),
                (file, origin) -> OnnxNetwork.of(file, origin, options.threads()));
        return new CenterFaceDetector(network, options);
    }

    @Override
    public List<Face> detect(RgbImage picture) {
        return gate.during(() -> find(picture, options.smallestFaceIn(picture)));
    }

    @Override
    public List<Face> detect(RgbImage picture, double smallestFace) {
        double checked = options.withSmallestFace(smallestFace).smallestFaceIn(picture);
        return gate.during(() -> find(picture, checked));
    }

    private List<Face> find(RgbImage picture, double smallest) {
        List<Level> levels = Level.of(picture, smallest);
        CloserLook closer = new CloserLook(options.threshold(), views -> look(picture, views));
        for (int quarters = 0; quarters < QUARTERS; quarters++) {
            List<Face> faces = faces(closer.faces(glance(levels, quarters)), smallest);
            if (!faces.isEmpty()) {
                return faces;
            }
        }
        return List.of();
    }

    private List<Face> faces(List<Sighting> found, double smallest) {
        return NonMaximumSuppression.surest(found, Sighting::box, Sighting::score).stream()
                .filter(one -> one.score() >= options.threshold() && one.width() >= TOLERANCE * smallest)
                .sorted(Comparator.comparingDouble(Sighting::score).reversed())
                .map(Sighting::face)
                .toList();
    }

    /** Everything that may be a face. */
    private List<Sighting> glance(List<Level> levels, int quarters) {
        List<Sighting> seen = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            LevelView view = new LevelView(levels.get(i), quarters);
            boolean coarsest = i == levels.size() - 1;
            HeatMap map = buffers.with(view.values(), pixels -> {
                view.put(pixels, options.threads());
                return heatMaps(pixels, 1, view.width(), view.height()).get(0);
            });
            map.faces(Math.min(GLANCE, options.threshold())).stream()
                    .filter(face -> coarsest || face.box().width() <= Level.MOST)
                    .map(view::toPicture)
                    .forEach(seen::add);
        }
        return NonMaximumSuppression.surest(seen, Sighting::box, Sighting::score);
    }

    /** The face in the middle of each window. */
    private List<Optional<Sighting>> look(RgbImage picture, List<CloserView> views) {
        List<Optional<Sighting>> seen = new ArrayList<>();
        for (int start = 0; start < views.size(); start += BATCH) {
            List<CloserView> batch = views.subList(start, Math.min(start + BATCH, views.size()));
            List<HeatMap> maps = buffers.with(batch.size() * CloserView.VALUES, pixels -> {
                SharedWork.of(batch.size(), options.threads(), (from, to) -> put(picture, batch, from, to, pixels));
                return heatMaps(pixels, batch.size(), CloserView.SIDE, CloserView.SIDE);
            });
            IntStream.range(0, batch.size())
                    .forEach(i -> seen.add(batch.get(i).middle(maps.get(i).faces(GLANCE))));
        }
        return seen;
    }

    private static void put(RgbImage picture, List<CloserView> views, int from, int to, FloatBuffer target) {
        float[] pixels = {};
        for (int i = from; i < to; i++) {
            boolean isTurned = i > from && views.get(i).isQuarterAfter(views.get(i - 1));
            pixels = isTurned ? CloserView.quarterAfter(pixels) : views.get(i).pixels(picture);
            target.put(i * CloserView.VALUES, pixels);
        }
    }

    private List<HeatMap> heatMaps(FloatBuffer pixels, int count, int width, int height) {
        long[] shape = {count, RgbImage.CHANNELS, height, width};
        float[] cells = network.run("pixels", pixels, shape, List.of("cells")).get(0);
        int rows = height / HeatMap.STRIDE;
        int columns = width / HeatMap.STRIDE;
        return IntStream.range(0, count)
                .mapToObj(i -> new HeatMap(cells, i * HeatMap.NUMBERS * rows * columns, rows, columns))
                .toList();
    }

    @Override
    public void close() {
        gate.close(network::close);
    }
}

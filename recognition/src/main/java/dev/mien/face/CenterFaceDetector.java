package dev.mien.face;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.model.CallGate;
import dev.mien.model.OnnxNetwork;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds faces with CenterFace (Xu et al., arXiv 1911.03599). It comes with Mien.
 *
 * <p>The detector glances at the whole picture ({@link Level}). The picture is shrunk until the smallest face wanted is
 * just seen. Then it takes a closer look at every face ({@link CloserLook}). If it finds no face, it glances at the
 * picture turned by quarters, and at last looks whether a face fills the picture ({@link CloseUp}). If it finds a face
 * that leans, it glances at the picture turned as the face is ({@link TurnedView}). So a face may have any turn.
 */
public final class CenterFaceDetector implements FaceDetector {
    /** Its network. */
    public static final BundledModel NETWORK =
            new BundledModel("face detector", "dev/mien/face/centerface.onnx", "Fetch mien-recognition's jar again");

    /** The least score at a glance. Of the faces with {@value Level#LEAST} pixels and more, 99 % have it. */
    private static final double GLANCE = 0.2;

    /** The network's width of the same face varies. A face that seems this much too small still counts. */
    private static final double TOLERANCE = 0.8;

    /**
     * Pixels at a glance of a face whose width the caller has named. Of 28 faces of 24 pixels in 12 megapixels 28 are
     * found with 14 pixels, 25 with 12, and 18 with 10.
     */
    private static final double NAMED = 14;

    /** A glance misses small faces that lean more. */
    private static final double LEANING = Math.toRadians(35);

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
        double smallest = options.smallestFaceIn(picture);
        return gate.during(
                () -> find(new Search(picture, smallest, options.smallestFace().isPresent())));
    }

    @Override
    public List<Face> detect(RgbImage picture, double smallestFace) {
        double checked = options.withSmallestFace(smallestFace).smallestFaceIn(picture);
        return gate.during(() -> find(new Search(picture, checked, true)));
    }

    /**
     * What a call looks for.
     *
     * @param smallest width of the smallest face, in pixels
     * @param isLimit whether the caller has named that width. Else narrower faces count too, if they are seen
     */
    private record Search(RgbImage picture, double smallest, boolean isLimit) {
        /**
         * The width of a face that has the least pixels at a glance. A face of a named width has more, so that it is
         * found even if it stands alone.
         */
        double glanced() {
            return isLimit ? smallest * Level.LEAST / NAMED : smallest;
        }

        boolean asksFor(Sighting one) {
            return !isLimit || one.width() >= TOLERANCE * smallest;
        }
    }

    private List<Face> find(Search search) {
        List<Level> levels = Level.of(search.picture(), search.glanced());
        CloserLook closer = closerLook(search.picture());
        for (int quarters = 0; quarters < QUARTERS; quarters++) {
            List<Sighting> found = faces(closer.faces(glance(views(levels, quarters))), search);
            if (!found.isEmpty()) {
                return answer(faces(withLeaning(found, quarters, search, closer), search));
            }
        }
        return answer(CloseUp.of(search.picture())
                .map(closeUp -> faces(filling(closeUp), search))
                .orElse(List.of()));
    }

    private CloserLook closerLook(RgbImage picture) {
        return new CloserLook(options.threshold(), views -> look(picture, views));
    }

    private List<Sighting> filling(CloseUp closeUp) {
        return closerLook(closeUp.copy()).faces(glance(List.of(closeUp.view()))).stream()
                .filter(closeUp::isFilledBy)
                .map(closeUp::toPicture)
                .toList();
    }

    /** The sightings that count, the surest first. */
    private List<Sighting> faces(List<Sighting> found, Search search) {
        return NonMaximumSuppression.surest(found, Sighting::box, Sighting::score).stream()
                .filter(one -> one.score() >= options.threshold() && search.asksFor(one))
                .toList();
    }

    private static List<Face> answer(List<Sighting> faces) {
        return faces.stream().map(Sighting::face).toList();
    }

    /**
     * Adds the faces that stand upright when the picture is turned as its surest leaning face is. A photo that lies on
     * its side shows some faces at the first glance, and the others only then.
     */
    private List<Sighting> withLeaning(List<Sighting> found, int quarters, Search search, CloserLook closer) {
        Optional<Sighting> leaning = found.stream()
                .filter(one -> one.leans(quarters * Math.PI / 2) > LEANING)
                .findFirst();
        if (leaning.isEmpty()) {
            return found;
        }
        double scale = Level.scale(search.glanced());
        GlanceView view = TurnedView.of(search.picture(), scale, leaning.get().angle());
        List<Sighting> all = new ArrayList<>(found);
        all.addAll(closer.faces(glance(List.of(view)).stream()
                .filter(one -> found.stream().noneMatch(other -> NonMaximumSuppression.same(one.box(), other.box())))
                .toList()));
        return all;
    }

    private static List<GlanceView> views(List<Level> levels, int quarters) {
        return levels.stream()
                .<GlanceView>map(level -> new LevelView(level, quarters))
                .toList();
    }

    /**
     * Everything that may be a face.
     *
     * @param views the finest first. Only the last one sees wide faces well
     */
    private List<Sighting> glance(List<GlanceView> views) {
        List<Sighting> seen = new ArrayList<>();
        for (GlanceView view : views) {
            boolean isLast = view == views.get(views.size() - 1);
            HeatMap map = buffers.with(RgbImage.CHANNELS * view.width() * view.height(), pixels -> {
                view.put(pixels, options.threads());
                return heatMaps(pixels, 1, view.width(), view.height()).get(0);
            });
            map.faces(Math.min(GLANCE, options.threshold())).stream()
                    .filter(face -> isLast || face.box().width() <= Level.MOST)
                    .map(view::toPicture)
                    .forEach(seen::add);
        }
        return NonMaximumSuppression.surest(seen, Sighting::box, Sighting::score);
    }

    /** The face in the middle of each window. All windows have the same side. */
    private List<Optional<Sighting>> look(RgbImage picture, List<CloserView> views) {
        List<Optional<Sighting>> seen = new ArrayList<>();
        for (int start = 0; start < views.size(); start += BATCH) {
            List<CloserView> batch = views.subList(start, Math.min(start + BATCH, views.size()));
            CloserView first = batch.get(0);
            List<HeatMap> maps = buffers.with(batch.size() * first.values(), pixels -> {
                SharedWork.of(batch.size(), options.threads(), (from, to) -> put(picture, batch, from, to, pixels));
                return heatMaps(pixels, batch.size(), first.side(), first.side());
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
            pixels = isTurned
                    ? views.get(i - 1).quarterAfter(pixels)
                    : views.get(i).pixels(picture);
            target.put(i * views.get(i).values(), pixels);
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

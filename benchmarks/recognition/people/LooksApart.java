import dev.mien.image.RgbImage;
import dev.mien.people.DlibFaceEmbedder;
import dev.mien.people.FaceEmbedding;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.recognition.TrackingOptions;
import dev.mien.video.VideoFiles;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoRecognition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far apart faces look. Arguments are photos and videos. The faces of one photo are different people. The looks of
 * one track of a video are one person's; they are taken each fifth of a second, as the command does. Prints how many
 * pairs have which distance, what a limit would do to them, and the time of a face.
 */
public class LooksApart {
    private static final double BETWEEN = 0.2;
    private static final double BIN = 0.05;
    private static final int CALLS = 50;

    private final List<Double> same = new ArrayList<>();
    private final List<Double> means = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();

    public static void main(String[] files) {
        LooksApart looks = new LooksApart();
        try (EmotionRecognizer recognizer = EmotionRecognizer.create();
                DlibFaceEmbedder embedder =
                        DlibFaceEmbedder.create(Runtime.getRuntime().availableProcessors())) {
            for (String file : files) {
                if (VideoFiles.isVideo(Path.of(file))) {
                    looks.video(Path.of(file), recognizer, embedder);
                } else {
                    looks.photo(Path.of(file), recognizer, embedder);
                }
            }
            looks.print();
            time(Path.of(files[0]), recognizer, embedder);
        }
    }

    private void photo(Path file, EmotionRecognizer recognizer, DlibFaceEmbedder embedder) {
        RgbImage picture = RgbImage.read(file);
        List<Recognition> faces = recognizer.recognize(picture).stream()
                .filter(PeopleGrouping::showsEnough)
                .toList();
        pairs(embedder.embeddings(picture, faces), others);
        System.out.println(file.getFileName() + ": " + faces.size() + " faces");
    }

    private void video(Path file, EmotionRecognizer recognizer, DlibFaceEmbedder embedder) {
        Map<Integer, List<FaceEmbedding>> tracks = new TreeMap<>();
        Map<Integer, Double> last = new TreeMap<>();
        try (VideoReader video = VideoReader.open(file)) {
            new VideoRecognition(recognizer::recognize, 1, TrackingOptions.USUAL).run(video, frame -> {
                for (TrackedFace face : frame.faces()) {
                    if (frame.time() >= last.getOrDefault(face.track(), -1.0) + BETWEEN - 1e-6
                            && PeopleGrouping.showsEnough(face.recognition())) {
                        last.put(face.track(), frame.time());
                        tracks.computeIfAbsent(face.track(), track -> new ArrayList<>())
                                .addAll(embedder.embeddings(frame.picture(), List.of(face.recognition())));
                    }
                }
            });
        }
        tracks.values().forEach(looks -> {
            pairs(looks, same);
            FaceEmbedding mean = FaceEmbedding.mean(looks.subList(0, Math.min(5, looks.size())));
            looks.stream().skip(5).map(mean::distance).forEach(means::add);
        });
        System.out.println(file.getFileName() + ": looks of each track "
                + tracks.values().stream().map(List::size).toList());
    }

    private static void pairs(List<FaceEmbedding> looks, List<Double> distances) {
        for (int i = 0; i < looks.size(); i++) {
            for (int j = 0; j < i; j++) {
                distances.add(looks.get(i).distance(looks.get(j)));
            }
        }
    }

    private void print() {
        System.out.println("distance     | one person | a look and the mean of the first five | different people");
        for (int bin = 4; bin < 21; bin++) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%.2f to %.2f | %10d | %37d | %d",
                    bin * BIN,
                    (bin + 1) * BIN,
                    inBin(same, bin),
                    inBin(means, bin),
                    inBin(others, bin)));
        }
        for (double limit : new double[] {0.4, 0.45, 0.5, 0.55, 0.6}) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "limit %.2f: %d of %d pairs of one person and %d of %d looks are above it, %d of %d pairs of"
                            + " different people are under it",
                    limit,
                    same.stream().filter(distance -> distance >= limit).count(),
                    same.size(),
                    means.stream().filter(distance -> distance >= limit).count(),
                    means.size(),
                    others.stream().filter(distance -> distance < limit).count(),
                    others.size()));
        }
        System.out.println("least distance of different people: "
                + others.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN));
    }

    /** The first bin has everything below it too. */
    private static long inBin(List<Double> distances, int bin) {
        return distances.stream()
                .filter(distance -> Math.max(4, (int) (distance / BIN)) == bin)
                .count();
    }

    private static void time(Path file, EmotionRecognizer recognizer, DlibFaceEmbedder embedder) {
        RgbImage picture = RgbImage.read(file);
        List<Recognition> one = recognizer.recognize(picture).subList(0, 1);
        double[] milliseconds = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            embedder.embeddings(picture, one);
            milliseconds[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.println(
                String.format(Locale.ROOT, "a face takes %.1f ms (median of %d)", milliseconds[CALLS / 2], CALLS));
    }
}

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.EmotionModel;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.EmotionRecognizerBuilder;
import dev.mien.recognition.Recognition;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Faces a second through the network alone, 64 at a time, and pictures a second through {@code recognize(List)}.
 * Arguments: the model ({@code default} or a file), the threads, the seconds that each is measured, and a photo of
 * which 16 go in one call.
 */
public class Throughput {
    private static final int FACES = 64;
    private static final int PICTURES = 16;
    private static final int LEAST_ROUNDS = 3;

    public static void main(String[] arguments) {
        boolean bundled = arguments[0].equals("default");
        int threads = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        try (EmotionModel model =
                bundled ? EmotionModel.bundled(threads) : EmotionModel.open(Path.of(arguments[0]), threads)) {
            List<GrayImage> faces = IntStream.range(0, FACES)
                    .mapToObj(SyntheticFaces.draw(FACES, 1)::picture)
                    .map(face -> face.resized(model.width(), model.height()))
                    .toList();
            say("network alone, batches of " + FACES, "faces", FACES, seconds, () -> model.emotions(faces));
        }
        EmotionRecognizerBuilder builder = EmotionRecognizer.builder().threads(threads);
        try (EmotionRecognizer recognizer =
                (bundled ? builder : builder.model(Path.of(arguments[0]))).build()) {
            List<RgbImage> pictures = Collections.nCopies(PICTURES, RgbImage.read(Path.of(arguments[3])));
            List<List<Recognition>> answers = recognizer.recognize(pictures);
            String name = String.format(
                    Locale.ROOT,
                    "recognize(List) of %d pictures of %dx%d with %d faces each",
                    PICTURES,
                    pictures.get(0).width(),
                    pictures.get(0).height(),
                    answers.get(0).size());
            say(name, "pictures", PICTURES, seconds, () -> recognizer.recognize(pictures));
        }
    }

    /** Warms up for as long as it measures. */
    private static void say(String name, String unit, int count, double seconds, Runnable call) {
        rounds(seconds, call);
        double[] times = rounds(seconds, call);
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f %s/s at the median of %d calls, %.1f at best%n",
                name,
                count / times[times.length / 2],
                unit,
                times.length,
                count / times[0]);
    }

    private static double[] rounds(double seconds, Runnable call) {
        double[] times = new double[16];
        int done = 0;
        for (double total = 0; done < LEAST_ROUNDS || total < seconds; done++) {
            if (done == times.length) {
                times = Arrays.copyOf(times, 2 * done);
            }
            long start = System.nanoTime();
            call.run();
            times[done] = (System.nanoTime() - start) / 1e9;
            total += times[done];
        }
        return Arrays.copyOf(times, done);
    }
}

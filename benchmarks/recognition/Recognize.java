import dev.mien.image.RgbImage;
import dev.mien.model.BundledModel;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.EmotionRecognizerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Mien's side of run.py: arguments are the model ({@code default}, {@code fast} or a file) and the threads; each line
 * of standard input asks for something, and is answered by a line of JSON. {@code photo CALLS SECONDS FILE} recognizes
 * a photo from its file's bytes until it has done so often enough or for so long; {@code frames COUNT SECONDS FILE}
 * goes through frames of 640x480 pixels, three bytes each.
 */
public class Recognize {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    public static void main(String[] arguments) throws IOException {
        EmotionRecognizerBuilder builder = EmotionRecognizer.builder().threads(Integer.parseInt(arguments[1]));
        if (arguments[0].equals("fast")) {
            builder.model(BundledModel.FAST);
        } else if (!arguments[0].equals("default")) {
            builder.model(Path.of(arguments[0]));
        }
        try (EmotionRecognizer recognizer = builder.build();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 4);
                int calls = Integer.parseInt(words[1]);
                double seconds = Double.parseDouble(words[2]);
                Path file = Path.of(words[3]);
                System.out.println(
                        words[0].equals("photo")
                                ? photo(recognizer, calls, seconds, file)
                                : frames(recognizer, calls, seconds, file));
            }
        }
    }

    private static String photo(EmotionRecognizer recognizer, int calls, double seconds, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return timed(calls, seconds, i -> recognizer.recognize(bytes).size());
    }

    private static String frames(EmotionRecognizer recognizer, int calls, double seconds, Path file)
            throws IOException {
        byte[][] frames = new byte[calls][WIDTH * HEIGHT * RgbImage.CHANNELS];
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            for (byte[] frame : frames) {
                input.readFully(frame);
            }
        }
        return timed(
                calls,
                seconds,
                i -> recognizer.recognize(RgbImage.of(WIDTH, HEIGHT, frames[i])).size());
    }

    /** @param call one call, which answers with the number of faces */
    private static String timed(int calls, double seconds, IntUnaryOperator call) {
        double[] times = new double[calls];
        int done = 0;
        int faces = 0;
        double total = 0;
        while (done < calls && (done == 0 || total < seconds)) {
            long start = System.nanoTime();
            faces += call.applyAsInt(done);
            times[done] = (System.nanoTime() - start) / 1e9;
            total += times[done++];
        }
        String list = Arrays.stream(times, 0, done)
                .mapToObj(time -> String.format(Locale.ROOT, "%.6f", time))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "{\"seconds\": [%s], \"faces\": %.2f}", list, (double) faces / done);
    }
}

package dev.mien.face;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.Usage;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.model.EmotionModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures what {@link FaceAligner}'s frame is made of: where {@link CenterFaceDetector}'s box stands in FER2013's
 * pictures, and how well a model reads faces that are cut out with wider and narrower frames. PrivateTest is not
 * touched. Arguments: FER2013's CSV, a model ({@code default} or a file), and how many faces at most.
 */
public final class Framing {
    private static final int SIDE = 48;

    /** Side that a picture is enlarged to. The detector finds more of these close-ups if they are large. */
    private static final int ENLARGED = 192;

    /** How many times as large as the measured frame those are that faces are cut out with. */
    private static final double[] FACTORS = {0.88, 0.94, 1.0, 1.06, 1.12, 1.2};

    private static final double LEAST_PROBABILITY = 1e-9;

    /**
     * @param original as FER2013 has it
     * @param picture enlarged
     * @param face in the enlarged picture
     */
    private record Sample(GrayImage original, RgbImage picture, Face face, int label) {}

    private Framing() {}

    public static void main(String[] arguments) {
        Dataset all = Fer2013Csv.read(Path.of(arguments[0]));
        int limit = Integer.parseInt(arguments[2]);
        try (FaceDetector detector = CenterFaceDetector.create()) {
            Dataset training = all.withUsage(Usage.TRAINING).shuffled(1);
            Placement placement = place(samples(detector, training, limit), Math.min(limit, training.size()));
            List<Sample> judged = samples(detector, all.withUsage(Usage.PUBLIC_TEST), limit);
            try (EmotionModel model = arguments[1].equals("default")
                    ? EmotionModel.bundled()
                    : EmotionModel.open(Path.of(arguments[1]))) {
                judge(model, judged, placement);
            }
        }
    }

    /** The faces that are found, up to so many tried. */
    private static List<Sample> samples(FaceDetector detector, Dataset faces, int limit) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, faces.size()); i++) {
            GrayImage original = faces.picture(i);
            GrayImage enlarged = original.resized(ENLARGED, ENLARGED);
            int label = faces.label(i);
            detector.detect(RgbImage.of(enlarged)).stream()
                    .findFirst()
                    .map(face -> new Sample(original, RgbImage.of(enlarged), face, label))
                    .ifPresent(samples::add);
        }
        return samples;
    }

    /**
     * The frame that puts faces where FER2013 has them.
     *
     * @param side in sizes of the box, the mean of its width and height
     * @param rise how far above the box's centre its centre stands, in sizes of the box
     */
    private record Placement(double side, double rise) {}

    private static Placement place(List<Sample> samples, int tried) {
        double scale = (double) SIDE / ENLARGED;
        System.out.printf(
                Locale.ROOT,
                "CenterFace's box in FER2013's %d x %d pixels, Training: %,d faces found in %,d pictures%n",
                SIDE,
                SIDE,
                samples.size(),
                tried);
        double size = scale * Math.exp(mean(samples, face -> Math.log(size(face))));
        double down = scale * mean(samples, face -> middle(face).y());
        say("size, geometric mean", size);
        say("centre", scale * mean(samples, face -> middle(face).x()), down);
        scatter(samples);
        for (Keypoint place : Keypoint.values()) {
            sayPoint(place, samples);
        }
        Placement placement = new Placement(SIDE / size, (down - SIDE / 2.0) / size);
        System.out.printf(
                Locale.ROOT,
                "so SIDE is %.3f and RISE %.3f sizes of the box; FaceAligner has %.3f and %.3f%n%n",
                placement.side(),
                placement.rise(),
                FaceAligner.SIDE,
                FaceAligner.RISE);
        return placement;
    }

    /**
     * Standard deviations: of the box's centre in FER2013's pixels, and of the logarithms of its width, height and
     * size.
     */
    private static void scatter(List<Sample> samples) {
        double scale = (double) SIDE / ENLARGED;
        say(
                "scatter of the centre",
                scale * deviation(samples, face -> middle(face).x()),
                scale * deviation(samples, face -> middle(face).y()));
        say(
                "of width, height, size",
                deviation(samples, face -> Math.log(face.box().width())),
                deviation(samples, face -> Math.log(face.box().height())),
                deviation(samples, face -> Math.log(size(face))));
    }

    private static double deviation(List<Sample> samples, ToDoubleFunction<Face> value) {
        double mean = mean(samples, value);
        return Math.sqrt(mean(samples, face -> Math.pow(value.applyAsDouble(face) - mean, 2)));
    }

    private static double size(Face face) {
        return (face.box().width() + face.box().height()) / 2;
    }

    private static Point middle(Face face) {
        Box box = face.box();
        return new Point(box.x() + box.width() / 2, box.y() + box.height() / 2);
    }

    private static void sayPoint(Keypoint place, List<Sample> samples) {
        double scale = (double) SIDE / ENLARGED;
        if (samples.stream().allMatch(sample -> sample.face().keypoints().point(place).isPresent())) {
            say(
                    place.label(),
                    scale * mean(samples, face -> point(face, place).x()),
                    scale * mean(samples, face -> point(face, place).y()));
        }
    }

    private static Point point(Face face, Keypoint place) {
        return face.keypoints().point(place).orElseThrow();
    }

    private static void say(String name, double... values) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
        for (double value : values) {
            text.append(String.format(Locale.ROOT, "%7.2f", value));
        }
        System.out.println(text);
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Face> value) {
        return samples.stream()
                .mapToDouble(sample -> value.applyAsDouble(sample.face()))
                .average()
                .orElseThrow();
    }

    private static void judge(EmotionModel model, List<Sample> samples, Placement placement) {
        System.out.printf(
                Locale.ROOT, "PublicTest, %,d faces cut out again with frames of so many box sizes%n", samples.size());
        System.out.printf("%-12s %-6s %9s %8s%n", "side", "level", "accuracy", "loss");
        score("as they are", "", model, samples, sample -> sample.original().resized(model.width(), model.height()));
        for (double factor : FACTORS) {
            double side = factor * placement.side();
            String name = String.format(Locale.ROOT, "%.3f", side);
            if (factor == 1) {
                score(name, "no", model, samples, sample -> cut(sample, side, placement.rise(), false, model));
            }
            score(name, "yes", model, samples, sample -> cut(sample, side, placement.rise(), true, model));
        }
    }

    private static GrayImage cut(Sample sample, double side, double riseInSizes, boolean level, EmotionModel model) {
        double size = size(sample.face());
        double angle = level ? FaceAligner.Frame.of(sample.face()).angle() : 0;
        Point middle = middle(sample.face());
        double rise = riseInSizes * size;
        Point centre = new Point(middle.x() + rise * Math.sin(angle), middle.y() - rise * Math.cos(angle));
        FaceAligner.Frame frame = new FaceAligner.Frame(centre, side * size, angle);
        return FaceAligner.cut(sample.picture(), frame, model.width(), model.height());
    }

    private static void score(
            String name, String level, EmotionModel model, List<Sample> samples, Function<Sample, GrayImage> face) {
        float[][] answers = model.emotions(samples.stream().map(face).toList());
        int right = 0;
        double loss = 0;
        for (int i = 0; i < answers.length; i++) {
            float[] answer = answers[i];
            int label = samples.get(i).label();
            right += IntStream.range(0, answer.length).allMatch(k -> answer[k] <= answer[label]) ? 1 : 0;
            loss -= Math.log(Math.max(LEAST_PROBABILITY, answer[label]));
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %-6s %9.4f %8.4f%n",
                name,
                level,
                (double) right / answers.length,
                loss / answers.length);
    }
}

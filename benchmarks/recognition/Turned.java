import dev.mien.face.Box;
import dev.mien.face.Point;
import dev.mien.image.RgbImage;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns photos in steps and compares the answers with those for the upright photo. The arguments are a folder of
 * photos, the length of a photo's longer side in pixels, the step in degrees, and perhaps a model. The photo lies on a
 * grey square that has room for it at every turn.
 */
public class Turned {
    private static final int GRAY = 110;

    /** A face counts as found if its centre is nearer than this to the place where it must be, in its widths. */
    private static final double NEAR = 0.35;

    private static final double FIVE_POINTS = 0.05;

    private final List<Answer> answers = new ArrayList<>();
    private final EmotionRecognizer recognizer;
    private int others;

    private Turned(EmotionRecognizer recognizer) {
        this.recognizer = recognizer;
    }

    /** A face of the upright photo, and the same face in the turned one if it was found. */
    private record Answer(int degrees, Recognition upright, Optional<Recognition> turned) {
        boolean isSame() {
            return turned.filter(face -> face.emotion() == upright.emotion()).isPresent();
        }

        /** Change of the score of the upright face's emotion. */
        double change() {
            return Math.abs(turned.orElseThrow().scores().of(upright.emotion()) - upright.confidence());
        }
    }

    public static void main(String[] arguments) throws IOException {
        int side = Integer.parseInt(arguments[1]);
        int step = Integer.parseInt(arguments[2]);
        try (EmotionRecognizer recognizer = EmotionRecognizer.create();
                Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            Turned turned = new Turned(recognizer);
            for (Path file : files.filter(name -> name.toString().endsWith(".jpg")).sorted().toList()) {
                turned.add(RgbImage.read(file), side, step);
            }
            turned.print(step);
        }
    }

    private void add(RgbImage photo, int side, int step) {
        double scale = (double) side / Math.max(photo.width(), photo.height());
        BufferedImage small = photo.resized((int) (photo.width() * scale), (int) (photo.height() * scale))
                .toBufferedImage();
        int square = (int) Math.ceil(Math.hypot(small.getWidth(), small.getHeight()));
        List<Recognition> upright = recognizer.recognize(turned(small, square, 0));
        for (int degrees = 0; degrees < 360; degrees += step) {
            List<Recognition> rest = new ArrayList<>(recognizer.recognize(turned(small, square, degrees)));
            for (Recognition face : upright) {
                Point place = moved(centre(face.box()), square / 2.0, degrees);
                Optional<Recognition> found = rest.stream()
                        .filter(other -> distance(centre(other.box()), place) < NEAR * face.box().width())
                        .min(Comparator.comparingDouble(other -> distance(centre(other.box()), place)));
                found.ifPresent(rest::remove);
                answers.add(new Answer(degrees, face, found));
            }
            others += rest.size();
        }
    }

    private static RgbImage turned(BufferedImage photo, int square, int degrees) {
        BufferedImage target = new BufferedImage(square, square, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = target.createGraphics();
        graphics.setColor(new Color(GRAY, GRAY, GRAY));
        graphics.fillRect(0, 0, square, square);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.rotate(Math.toRadians(degrees), square / 2.0, square / 2.0);
        graphics.translate((square - photo.getWidth()) / 2, (square - photo.getHeight()) / 2);
        graphics.drawImage(photo, 0, 0, null);
        graphics.dispose();
        return RgbImage.of(target);
    }

    private static Point centre(Box box) {
        return new Point(box.x() + box.width() / 2, box.y() + box.height() / 2);
    }

    private static Point moved(Point point, double middle, int degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        double x = point.x() - middle;
        double y = point.y() - middle;
        return new Point(middle + x * cosine - y * sine, middle + x * sine + y * cosine);
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    private void print(int step) {
        System.out.println("| degrees | found | same emotion | within 5 points | mean change | worst change |");
        System.out.println("|---|---|---|---|---|---|");
        for (int degrees = 0; degrees < 360; degrees += step) {
            int turn = degrees;
            print(String.valueOf(degrees), answers.stream().filter(one -> one.degrees() == turn).toList());
        }
        List<Answer> all = answers.stream().filter(one -> one.degrees() > 0).toList();
        print("all turned", all);
        print("of them sure upright (0.5 and more)", all.stream().filter(one -> !one.upright().isUnsure()).toList());
        System.out.println("other faces: " + others);
    }

    private static void print(String name, List<Answer> some) {
        double[] changes = some.stream()
                .filter(one -> one.turned().isPresent())
                .mapToDouble(Answer::change)
                .sorted()
                .toArray();
        long same = some.stream().filter(Answer::isSame).count();
        long near = some.stream().filter(Answer::isSame).filter(one -> one.change() <= FIVE_POINTS).count();
        double sum = 0;
        for (double change : changes) {
            sum += change;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d of %d | %d | %d | %.3f | %.3f |%n",
                name, changes.length, some.size(), same, near, sum / changes.length, changes[changes.length - 1]);
    }
}

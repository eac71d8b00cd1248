package dev.mien.diagnosis;

import dev.mien.Emotion;
import dev.mien.MienException;
import dev.mien.face.Box;
import dev.mien.face.CenterFaceDetector;
import dev.mien.face.Face;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Checks whether the detector finds a drawn face at its place. */
final class DetectorCheck {
    private static final String SECTION = "Self-test";
    private static final String NAME = "Face found";

    /** The picture: a drawn face on an even grey. */
    private static final int SIDE = 256;

    private static final int GRAY = 110;
    private static final int FACE = 112;
    private static final int X = 80;
    private static final int Y = 60;
    private static final long SEED = 20;

    /** The place where the detector finds the face, and the most that another processor may differ, in pixels. */
    private static final Box KNOWN = new Box(106.6, 85.3, 60.7, 71.5);

    private static final double TOLERANCE = 3;

    private DetectorCheck() {}

    static Check run() {
        long begin = System.nanoTime();
        try (CenterFaceDetector detector = CenterFaceDetector.create()) {
            return judge(detector.detect(picture())).since(begin);
        } catch (MienException | LinkageError e) {
            return Check.failed(SECTION, NAME, "the detector fails: " + e.getMessage(), "Install Mien again");
        }
    }

    static RgbImage picture() {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) GRAY);
        byte[] face = SyntheticFaces.drawImage(Emotion.NEUTRAL, SEED, FACE);
        for (int row = 0; row < FACE; row++) {
            System.arraycopy(face, row * FACE, pixels, (Y + row) * SIDE + X, FACE);
        }
        return RgbImage.of(GrayImage.of(SIDE, SIDE, pixels));
    }

    static Check judge(List<Face> faces) {
        if (faces.size() != 1) {
            return failed(faces.size() + " faces found in a drawing of one face");
        }
        Box box = faces.get(0).box();
        double distance = DoubleStream.of(
                        box.x() - KNOWN.x(),
                        box.y() - KNOWN.y(),
                        box.right() - KNOWN.right(),
                        box.bottom() - KNOWN.bottom())
                .map(Math::abs)
                .max()
                .orElseThrow();
        String found = String.format(Locale.ROOT, "%.1f pixels from where the drawn face stands", distance);
        return distance <= TOLERANCE
                ? Check.ok(
                        SECTION,
                        NAME,
                        String.format(
                                Locale.ROOT,
                                "%s, score %.2f",
                                found,
                                faces.get(0).score()))
                : failed(found + String.format(Locale.ROOT, ", expected at most %.0f", TOLERANCE));
    }

    private static Check failed(String what) {
        return Check.failed(
                SECTION,
                NAME,
                what,
                "The detector computes wrong results on this machine: install Mien again, and report this text if"
                        + " that does not help");
    }
}

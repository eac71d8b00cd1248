package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CenterFace on composed pictures: drawn persons of any size, turn and place on textures, and textures without one. */
class ComposedPicturesTest {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 320;
    private static final int PICTURES = 60;
    private static final List<String> PATTERNS =
            List.of("stripes", "squares", "rings", "dots", "noise", "bricks", "waves");

    /** Persons with clear features. */
    private static final List<Long> PERSONS = List.of(12L, 13L, 14L, 15L, 20L, 21L);

    private static CenterFaceDetector detector;

    @BeforeAll
    static void open() {
        detector = CenterFaceDetector.create(DetectionOptions.defaults().withThreads(2));
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    /**
     * One person on a texture. Up to a seventh of the face's square lies beyond the border. Drawn faces are harder than
     * photographed ones, so a fifth may be missed. Nothing else may be taken for a face.
     */
    @Test
    void personsAreFoundAtEveryPlaceAndNothingElse() {
        SplittableRandom random = new SplittableRandom(7);
        int found = 0;
        for (int i = 0; i < PICTURES; i++) {
            int side = random.nextInt(72, 180);
            double x = random.nextDouble(0.36 * side, WIDTH - 0.36 * side);
            double y = random.nextDouble(0.36 * side, HEIGHT - 0.36 * side);
            double degrees = random.nextDouble(360);
            RgbImage picture = DrawnPicture.onto(texture(PATTERNS.get(i % PATTERNS.size()), random.nextInt(4, 40)))
                    .turned(Emotion.NEUTRAL, PERSONS.get(i % PERSONS.size()), x, y, side, degrees)
                    .picture();
            List<Face> faces = detector.detect(picture);
            assertThat(faces)
                    .as("picture %d: side %d at %.0f, %.0f, %.0f degrees", i, side, x, y, degrees)
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(face -> distance(face, x, y) < 0.2 * side);
            found += faces.size();
        }
        assertThat(found).isGreaterThanOrEqualTo(PICTURES * 4 / 5);
    }

    private static double distance(Face face, double x, double y) {
        Box box = face.box();
        return Math.hypot(box.x() + box.width() / 2 - x, box.y() + box.height() / 2 - y);
    }

    /** Fine and coarse. */
    @ParameterizedTest
    @ValueSource(strings = {"stripes", "squares", "rings", "dots", "noise", "bricks", "waves"})
    void noTextureIsAFace(String name) {
        for (int scale : new int[] {3, 9, 24, 60}) {
            assertThat(detector.detect(texture(name, scale)))
                    .as("%s of %d pixels", name, scale)
                    .isEmpty();
        }
    }

    private static RgbImage texture(String name, int scale) {
        SplittableRandom random = new SplittableRandom(scale);
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) tone(name, i % WIDTH, i / WIDTH, scale, random);
        }
        return RgbImage.of(GrayImage.of(WIDTH, HEIGHT, pixels));
    }

    private static int tone(String name, int x, int y, int scale, SplittableRandom random) {
        return switch (name) {
            case "stripes" -> (x + y / 2) / scale % 2 == 0 ? 60 : 190;
            case "squares" -> (x / scale + y / scale) % 2 == 0 ? 30 : 220;
            case "rings" -> (int) (128 + 100 * Math.sin(Math.hypot(x - 160, y - 120) / scale));
            case "dots" -> Math.hypot(x % (2 * scale) - scale, y % (2 * scale) - scale) < scale * 0.6 ? 40 : 180;
            case "bricks" -> y % scale == 0 || (x + y / scale * scale) % (2 * scale) == 0 ? 200 : 110;
            case "waves" -> (int) (128 + 60 * Math.sin((double) x / scale) + 60 * Math.sin((double) y / scale));
            default -> random.nextInt(256);
        };
    }
}

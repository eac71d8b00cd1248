package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceAlignerTest {
    private static final int SIZE = 48;

    private static Face face(Box box, double angle, double eyeDistance) {
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        double across = Math.cos(angle) * eyeDistance / 2;
        double down = Math.sin(angle) * eyeDistance / 2;
        Keypoints points = new Keypoints(Map.of(
                Keypoint.RIGHT_EYE,
                new Point(x - across, y - down),
                Keypoint.LEFT_EYE,
                new Point(x + across, y + down)));
        return new Face(box, points, 0.9);
    }

    /** Red, green and blue are other ramps, whose luma is known everywhere. */
    private static RgbImage ramps(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[(y * width + x) * 3] = (byte) (200 * x / width);
                pixels[(y * width + x) * 3 + 1] = (byte) (100 * y / height);
                pixels[(y * width + x) * 3 + 2] = 50;
            }
        }
        return RgbImage.of(width, height, pixels);
    }

    private static double luma(double x, double y, int width, int height) {
        return 0.299 * 200 * x / width + 0.587 * 100 * y / height + 0.114 * 50;
    }

    /**
     * Small faces are enlarged, large ones reduced; turned or not, every pixel of the frame comes from where geometry
     * says.
     */
    @ParameterizedTest
    @ValueSource(doubles = {20, 39.5, 90, 300})
    void everyPixelComesFromItsPlace(double boxWidth) {
        RgbImage picture = ramps(800, 800);
        Box box = new Box(400 - boxWidth / 2, 390 - boxWidth / 2, boxWidth, boxWidth);
        for (double angle : new double[] {0, 0.3, -0.7, Math.PI / 2}) {
            GrayImage cut = FaceAligner.align(picture, face(box, angle, boxWidth / 2), SIZE, SIZE);
            double side = FaceAligner.SIDE * boxWidth;
            double rise = FaceAligner.RISE * boxWidth;
            for (int i = 0; i < SIZE * SIZE; i += 7) {
                double right = ((i % SIZE + 0.5) / SIZE - 0.5) * side;
                double down = ((i / SIZE + 0.5) / SIZE - 0.5) * side - rise;
                double x = 400 + right * Math.cos(angle) - down * Math.sin(angle);
                double y = 390 + right * Math.sin(angle) + down * Math.cos(angle);
                assertThat((double) cut.pixel(i % SIZE, i / SIZE))
                        .as("box %.0f, angle %.1f, pixel %d", boxWidth, angle, i)
                        .isCloseTo(luma(x, y, 800, 800), within(1.6));
            }
        }
    }

    @Test
    void eyesOfAProfileDoNotTurnIt() {
        RgbImage picture = ramps(300, 300);
        Box box = new Box(100, 100, 80, 80);
        GrayImage profile = FaceAligner.align(picture, face(box, 1.2, 10), SIZE, SIZE);
        GrayImage level = FaceAligner.align(picture, face(box, 0, 40), SIZE, SIZE);
        assertThat(pixels(profile)).isEqualTo(pixels(level));
    }

    /** Of a face seen from the side, the way from the eyes to the mouth tells that it lies or stands on its head. */
    @ParameterizedTest
    @CsvSource({"0,30,0", "9,28,0", "-30,0,90", "0,-30,180", "30,2,-86.2"})
    void aProfileIsTurnedByItsMouth(double across, double down, double degrees) {
        Keypoints points = new Keypoints(Map.of(
                Keypoint.RIGHT_EYE, new Point(99, 100),
                Keypoint.LEFT_EYE, new Point(101, 100),
                Keypoint.MOUTH, new Point(100 + across, 100 + down)));
        FaceAligner.Frame frame = FaceAligner.Frame.of(new Face(new Box(60, 60, 80, 80), points, 0.9));
        assertThat(Math.toDegrees(frame.angle())).isCloseTo(degrees, within(0.1));
    }

    /** No average of stripes that are thinner than a target pixel may become stripes again. */
    @Test
    void largeFacesAreAveragedAndNotSampled() {
        int side = 960;
        byte[] gray = new byte[side * side];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (i % side % 2 == 0 ? 0 : 200);
        }
        RgbImage picture = RgbImage.of(GrayImage.of(side, side, gray));
        GrayImage cut = FaceAligner.align(picture, face(new Box(100, 100, 700, 700), 0, 300), SIZE, SIZE);
        for (int i = 0; i < SIZE * SIZE; i++) {
            assertThat(cut.pixel(i % SIZE, i / SIZE)).isBetween(92, 108);
        }
    }

    @Test
    void beyondThePictureItsBorderIsRepeated() {
        byte[] gray = new byte[100];
        Arrays.fill(gray, (byte) 77);
        RgbImage picture = RgbImage.of(GrayImage.of(10, 10, gray));
        for (Box box : List.of(new Box(-500, -500, 30, 30), new Box(4, 4, 90, 90), new Box(2, 3, 0.5, 0.5))) {
            GrayImage cut = FaceAligner.align(picture, face(box, 0.4, box.width() / 2), SIZE, SIZE);
            assertThat(pixels(cut)).containsOnly((byte) 77);
        }
    }

    @Test
    void theFrameIsWhatWasMeasured() {
        FaceAligner.Frame frame =
                FaceAligner.Frame.of(face(new Box(24 - 39.5 / 2, 24.5 - 39.5 / 2, 39.5, 39.5), 0, 17));
        assertThat(frame.side()).isCloseTo(48, within(1e-9));
        assertThat(frame.centre().x()).isCloseTo(24, within(1e-9));
        assertThat(frame.centre().y()).isCloseTo(24, within(1e-9));
    }

    private static byte[] pixels(GrayImage picture) {
        byte[] pixels = new byte[picture.width() * picture.height()];
        picture.copyPixels(pixels, 0);
        return pixels;
    }
}

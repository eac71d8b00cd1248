package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels, windows, cells and joining, with numbers that can be followed by hand. */
class GeometryTest {
    private static RgbImage picture(int width, int height) {
        return RgbImage.of(width, height, new byte[width * height * 3]);
    }

    private static Face face(double x, double y, double side, double score) {
        return new Face(
                new Box(x, y, side, side), Keypoints.of(Collections.nCopies(Keypoints.COUNT, new Point(x, y))), score);
    }

    @Test
    void boxesOverlapAsJaccardSays() {
        Box box = new Box(0, 0, 4, 2);
        assertThat(box.overlap(box)).isEqualTo(1);
        assertThat(box.overlap(new Box(2, 1, 4, 2))).isEqualTo(2 / 14.0);
        assertThat(box.overlap(new Box(4, 0, 4, 2))).isZero();
        assertThat(box.overlap(new Box(9, 9, 1, 1))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,-1", "NaN,1", "Infinity,1"})
    void noBoxIsEmpty(double width, double height) {
        assertThatThrownBy(() -> new Box(0, 0, width, height))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a box at 0.0, 0.0 of " + width + " x " + height
                        + " is none: expected numbers, and a width and height above 0");
    }

    /** The finest level gives the smallest face 14 pixels, stretched or not; the coarsest has 160; steps between are not too long. */
    @ParameterizedTest
    @CsvSource({
        "640,480,60,1",
        "640,480,24,2",
        "1920,1440,24,3",
        "4000,3000,24,4",
        "100,80,24,1",
        "160,160,14,1",
        "192,160,14,2"
    })
    void levelsReachTheSmallestFace(int width, int height, double smallest, int count) {
        List<Level> levels = Level.of(picture(width, height), smallest);
        assertThat(levels).hasSize(count);
        Level coarsest = levels.get(count - 1);
        assertThat(Math.max(coarsest.width(), coarsest.height())).isEqualTo(Level.FIRST);
        assertThat(levels.get(0).scaleX() * smallest).isGreaterThan(Level.SURE * 0.96);
        for (int i = 1; i < count; i++) {
            assertThat(levels.get(i - 1).scaleX() / levels.get(i).scaleX()).isBetween(1.0, Level.FACTOR * 1.07);
        }
        assertThat(levels).allMatch(level -> Math.abs(level.scaleX() / level.scaleY() - 1) < 0.07);
    }

    /** Wherever a face of up to 32 pixels stands, a window has it whole and answers for it, and no window is larger than it must be. */
    @ParameterizedTest
    @CsvSource({"192,192", "193,150", "336,337", "337,900", "1000,200", "20,32", "225,33"})
    void everySmallFaceIsOneWindows(int width, int height) {
        Level level = new Level(picture(width, height), width, height);
        List<Tile> tiles = level.tiles();
        Random random = new Random(8);
        for (int i = 0; i < 2000; i++) {
            double side = 4 + (Math.min(32, Math.min(width, height)) - 4) * random.nextDouble();
            double x = (width - side) * random.nextDouble();
            double y = (height - side) * random.nextDouble();
            assertThat(tiles).anyMatch(tile -> tile.owns(new Box(x - tile.left(), y - tile.top(), side, side)));
        }
        assertThat(tiles)
                .allMatch(tile -> tile.width() % 32 == 0
                        && tile.height() % 32 == 0
                        && tile.width() <= Level.LONGEST
                        && tile.height() <= Level.LONGEST
                        && tile.left() + tile.width() < width + 32
                        && tile.top() + tile.height() < height + 32);
    }

    @Test
    void windowsAreMultiplesOf32AndOverlapBy32() {
        Level level = new Level(picture(640, 480), 384, 150);
        assertThat(level.tiles())
                .containsExactly(
                        new Tile(level, 0, 0, 160, 160),
                        new Tile(level, 128, 0, 160, 160),
                        new Tile(level, 256, 0, 128, 160));
    }

    @Test
    void aWindowLeavesACutFaceToItsNeighbourButNotAtThePicturesSide() {
        Level level = new Level(picture(400, 192), 400, 192);
        Tile tile = new Tile(level, 0, 0, 192, 192);
        assertThat(tile.owns(new Box(-5, -5, 20, 20))).isTrue();
        assertThat(tile.owns(new Box(100, 180, 20, 20))).isTrue();
        assertThat(tile.owns(new Box(180, 100, 20, 20))).isFalse();
        Tile right = new Tile(level, 208, 0, 192, 192);
        assertThat(right.owns(new Box(180, 100, 20, 20))).isTrue();
        assertThat(right.owns(new Box(-5, 100, 20, 20))).isFalse();
    }

    /** Red, then green, then blue; -1 beyond the level. */
    @Test
    void pixelsArePlanarAndBlackBeyondTheLevel() {
        byte[] pixels = new byte[2 * 32 * 3];
        pixels[3] = (byte) 255;
        pixels[4] = 51;
        Tile tile = new Level(RgbImage.of(2, 32, pixels), 2, 32).tiles().get(0);
        FloatBuffer values = tile.pixels();
        assertThat(values.get(1)).isCloseTo(1, within(1e-6f));
        assertThat(values.get(32 * 32 + 1)).isCloseTo(-0.6f, within(1e-6f));
        assertThat(values.get(2 * 32 * 32 + 1)).isEqualTo(-1);
        assertThat(values.get(2)).isEqualTo(-1);
        assertThat(values.remaining()).isEqualTo(3 * 32 * 32);
        Face found = tile.toPicture(face(1, 10, 20, 0.7));
        assertThat(found.box()).isEqualTo(new Box(1, 10, 20, 20));
    }

    @Test
    void aWindowsPlaceIsGivenBackInThePicture() {
        Tile tile = new Tile(new Level(picture(500, 300), 250, 75), 100, 60, 32, 32);
        Face found = tile.toPicture(face(10, 20, 30, 0.7));
        assertThat(found.box()).isEqualTo(new Box(220, 320, 60, 120));
        assertThat(found.keypoints().mouth()).isEqualTo(new Point(220, 320));
        assertThat(found.score()).isEqualTo(0.7);
    }

    /** Cell 49 of rows of 48 is the second of the second row: its centre is at (6, 6). */
    @Test
    void cellsAreReadAsMediaPipeReadsThem() {
        int count = 48 * 5;
        float[] values = new float[17 * count];
        Arrays.fill(values, 0, count, -1000);
        float[] numbers = {1, -2, 20, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        for (int i = 0; i < numbers.length; i++) {
            values[(1 + i) * count + 49] = numbers[i];
        }
        values[49] = (float) Math.log(3);
        values[50] = 7;
        Anchors anchors = new Anchors(values, 48);
        List<Face> faces = anchors.faces(0.6);
        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).box()).isEqualTo(new Box(-3, -1, 20, 10));
        assertThat(faces.get(0).score()).isCloseTo(0.75, within(1e-6));
        assertThat(faces.get(0).keypoints().rightEye()).isEqualTo(new Point(6, 7));
        assertThat(faces.get(0).keypoints().leftEarTragion()).isEqualTo(new Point(16, 17));
        assertThat(anchors.faces(0.76)).isEmpty();
    }

    @Test
    void whatOverlapsTheSurestIsJoinedByScore() {
        Face surest = face(0, 0, 10, 0.9);
        Face same = face(3, 0, 10, 0.6);
        Face neighbourOfSame = face(7, 0, 10, 0.7);
        List<Face> joined = NonMaximumSuppression.join(List.of(same, neighbourOfSame, surest));
        assertThat(joined).hasSize(2);
        assertThat(joined.get(0).score()).isEqualTo(0.9);
        assertThat(joined.get(0).box().x()).isCloseTo(3 * 0.6 / 1.5, within(1e-12));
        assertThat(joined.get(0).box().width()).isCloseTo(10, within(1e-12));
        assertThat(joined.get(0).keypoints().mouth().x()).isCloseTo(1.2, within(1e-12));
        assertThat(joined.get(1)).isEqualTo(neighbourOfSame);
        assertThat(NonMaximumSuppression.join(List.of())).isEmpty();
    }

    @Test
    void aScoreIsAShare() {
        assertThatThrownBy(() -> face(0, 0, 1, 1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the score of a face is 1.5, expected 0 to 1");
    }
}

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

    /** The last level gives the smallest face 14 pixels; each is at most twice as large as the one before. */
    @ParameterizedTest
    @CsvSource({"640,480,47,1", "640,480,24,2", "4000,3000,24,5", "100,80,24,1", "192,192,14,1", "192,192,13,2"})
    void levelsReachTheSmallestFace(int width, int height, double smallest, int count) {
        List<Level> levels = Level.of(picture(width, height), smallest);
        assertThat(levels).hasSize(count);
        assertThat(Math.max(
                        levels.get(0).picture().width(), levels.get(0).picture().height()))
                .isEqualTo(192);
        assertThat(levels.get(0).whole()).isTrue();
        assertThat(levels.get(count - 1).scaleX() * smallest).isGreaterThan(Level.SURE - 0.2);
        for (int i = 1; i < count; i++) {
            assertThat(levels.get(i).whole()).isFalse();
            assertThat(levels.get(i).scaleX() / levels.get(i - 1).scaleX()).isBetween(1.0, 2.02);
        }
    }

    /** Wherever a face of up to 48 pixels stands, a window has it whole and answers for it. */
    @ParameterizedTest
    @CsvSource({"192,192", "193,150", "336,337", "337,900", "1000,200"})
    void everySmallFaceIsOneWindows(int width, int height) {
        Level level = new Level(picture(width, height), 1, 1, false);
        List<Tile> tiles = level.tiles();
        Random random = new Random(8);
        for (int i = 0; i < 2000; i++) {
            double side = 4 + 44 * random.nextDouble();
            double x = (width - side) * random.nextDouble();
            double y = (height - side) * random.nextDouble();
            assertThat(tiles).anyMatch(tile -> tile.owns(new Box(x - tile.left(), y - tile.top(), side, side)));
        }
        assertThat(tiles).noneMatch(tile -> tile.owns(new Box(50, 50, 49, 49)));
    }

    @Test
    void aWindowLeavesACutFaceToItsNeighbourButNotAtThePicturesSide() {
        Tile tile = new Tile(new Level(picture(400, 192), 1, 1, false), 0, 0);
        assertThat(tile.owns(new Box(-5, -5, 20, 20))).isTrue();
        assertThat(tile.owns(new Box(100, 180, 20, 20))).isTrue();
        assertThat(tile.owns(new Box(180, 100, 20, 20))).isFalse();
        assertThat(new Tile(tile.level(), 208, 0).owns(new Box(180, 100, 20, 20)))
                .isTrue();
        assertThat(new Tile(tile.level(), 208, 0).owns(new Box(-5, 100, 20, 20)))
                .isFalse();
    }

    /** Red, then green, then blue; -1 beside a picture that is narrower than the window. */
    @Test
    void pixelsArePlanarAndLetterboxed() {
        byte[] pixels = new byte[2 * 192 * 3];
        pixels[3] = (byte) 255;
        pixels[4] = 51;
        Level level = new Level(RgbImage.of(2, 192, pixels), 1, 1, true);
        Tile tile = level.tiles().get(0);
        assertThat(tile.left()).isEqualTo(-95);
        FloatBuffer values = FloatBuffer.allocate(Tile.VALUES);
        tile.put(values);
        assertThat(values.get(96)).isEqualTo(1);
        assertThat(values.get(192 * 192 + 96)).isCloseTo(-0.6f, within(1e-6f));
        assertThat(values.get(2 * 192 * 192 + 96)).isEqualTo(-1);
        assertThat(values.get(94)).isEqualTo(-1);
        assertThat(values.position()).isEqualTo(Tile.VALUES);
        Face found = tile.toPicture(face(95, 10, 20, 0.7));
        assertThat(found.box()).isEqualTo(new Box(0, 10, 20, 20));
    }

    @Test
    void aWindowsPlaceIsGivenBackInThePicture() {
        Tile tile = new Tile(new Level(picture(500, 300), 0.5, 0.25, false), 100, 60);
        Face found = tile.toPicture(face(10, 20, 30, 0.7));
        assertThat(found.box()).isEqualTo(new Box(220, 320, 60, 120));
        assertThat(found.keypoints().mouth()).isEqualTo(new Point(220, 320));
        assertThat(found.score()).isEqualTo(0.7);
    }

    /** Cell 49 is the second of the second row: its centre is at (6, 6). */
    @Test
    void cellsAreReadAsMediaPipeReadsThem() {
        float[] boxes = new float[2 * Anchors.COUNT * Anchors.COORDINATES];
        float[] scores = new float[2 * Anchors.COUNT];
        Arrays.fill(scores, -1000);
        int at = (Anchors.COUNT + 49) * Anchors.COORDINATES;
        float[] numbers = {1, -2, 20, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        System.arraycopy(numbers, 0, boxes, at, numbers.length);
        scores[Anchors.COUNT + 49] = (float) Math.log(3);
        scores[Anchors.COUNT + 50] = 7;
        assertThat(Anchors.faces(boxes, scores, 0, 0.6)).isEmpty();
        List<Face> faces = Anchors.faces(boxes, scores, 1, 0.6);
        assertThat(faces).hasSize(1);
        assertThat(faces.get(0).box()).isEqualTo(new Box(-3, -1, 20, 10));
        assertThat(faces.get(0).score()).isCloseTo(0.75, within(1e-6));
        assertThat(faces.get(0).keypoints().rightEye()).isEqualTo(new Point(6, 7));
        assertThat(faces.get(0).keypoints().leftEarTragion()).isEqualTo(new Point(16, 17));
        assertThat(Anchors.faces(boxes, scores, 1, 0.76)).isEmpty();
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

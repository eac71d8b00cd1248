package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceTimelinesTest {
    private static final RgbImage PICTURE = RgbImage.of(DrawnVideo.frame(0));
    private static final int HAPPY = 0xe69f00;
    private static final int SAD = 0x0072b2;

    @Test
    void anHourNeedsNoMoreCellsThanAMinute() {
        ScoreHistory history = new ScoreHistory();
        double mean = 0;
        for (int frame = 0; frame < 90_000; frame++) {
            double happy = frame < 45_000 ? 0.2 : 0.6;
            mean += happy / 90_000;
            history.add(frame / 25.0, scores(happy), false);
        }
        List<EmotionScores> scores = history.scores();
        assertThat(scores).hasSizeBetween(ScoreHistory.MOST_CELLS / 2, ScoreHistory.MOST_CELLS);
        assertThat(scores.stream()
                        .mapToDouble(cell -> cell.of(Emotion.HAPPY))
                        .average()
                        .orElseThrow())
                .isCloseTo(mean, within(0.002));
        assertThat(history.times()).isSorted();
        assertThat(history.seconds()).isCloseTo(3600, within(4.0));
    }

    @Test
    void aMinuteIsKeptFrameByFrame() {
        ScoreHistory history = new ScoreHistory();
        IntStream.range(0, 1500).forEach(frame -> history.add(frame / 25.0, scores(frame % 2), frame % 100 == 1));
        assertThat(history.times()).hasSize(1500);
        assertThat(history.scores().get(7)).isEqualTo(scores(1));
        assertThat(history.beginnings()).hasSize(15).contains(1, 101, 1401);
    }

    @Test
    void anHourIsOneBandWithoutGaps() {
        FaceTimelines timelines = new FaceTimelines();
        for (int second = 0; second < 3600; second++) {
            timelines.accept(frame(second, face(1, 1, 60, false)));
        }
        BufferedImage chart = timelines.chart("T", 3600);
        assertThat(share(chart, HAPPY)).isGreaterThan(0.25);
    }

    @Test
    void predictedFacesSayNothing() {
        FaceTimelines timelines = new FaceTimelines();
        for (int i = 0; i < 50; i++) {
            boolean predicted = i % 5 != 0;
            timelines.accept(frame(i / 25.0, face(1, predicted ? 0 : 1, 60, predicted)));
        }
        BufferedImage chart = timelines.chart("T", 2);
        assertThat(share(chart, HAPPY)).isGreaterThan(20 * share(chart, SAD));
    }

    /** Every tenth second shows nobody for two frames, which is too short for a gap that only the times tell. */
    @Test
    void framesWithoutTheFaceAreGaps() {
        FaceTimelines whole = new FaceTimelines();
        FaceTimelines gaps = new FaceTimelines();
        for (int i = 0; i < 250; i++) {
            whole.accept(frame(i / 25.0, face(1, 1, 60, false)));
            gaps.accept(i % 25 < 5 ? frame(i / 25.0) : frame(i / 25.0, face(1, 1, 60, false)));
        }
        double share = share(gaps.chart("T", 10), HAPPY) / share(whole.chart("T", 10), HAPPY);
        assertThat(share).isBetween(0.72, 0.85);
    }

    @Test
    void ofManyPeopleThoseLongestInSightAreShown() {
        FaceTimelines timelines = new FaceTimelines();
        for (int number = 2; number < 1000; number++) {
            timelines.accept(frame(number, face(number, 0, 40, false), face(1, 1, 40, false)));
            timelines.accept(frame(number + 0.7, face(number, 0, 40, false), face(1, 1, 40, false)));
        }
        BufferedImage chart = timelines.chart("T", 1000);
        assertThat(chart.getHeight()).isEqualTo(2 * (74 + 24 * (78 + 12) - 12 + 96));
        assertThat(share(chart, HAPPY)).isGreaterThan(0.02);
    }

    /** A face at the picture's edge, and one that reaches beyond it. */
    @Test
    void aPictureOfTheFaceIsCutFromTheFrame() {
        for (Box box : List.of(new Box(-20, -20, 60, 60), new Box(300, 150, 60, 60), new Box(-90, -90, 600, 600))) {
            FaceTimelines timelines = new FaceTimelines();
            Recognition found = new Recognition(box, Optional.empty(), 0.9, scores(1), Optional.empty(), 0.5);
            timelines.accept(frame(0, new TrackedFace(1, found, false)));
            timelines.accept(frame(1, new TrackedFace(1, found, false)));
            BufferedImage chart = timelines.chart("T", 1);
            int pixel = chart.getRGB(2 * 60, 2 * (74 + 56));
            assertThat(pixel & 0xffffff).as(box.toString()).isNotIn(0xf1f4f6, 0xffffff);
        }
    }

    private static TrackedFrame frame(double time, TrackedFace... faces) {
        return new TrackedFrame(0, time, PICTURE, List.of(faces));
    }

    private static TrackedFace face(int track, double happy, double side, boolean predicted) {
        Box box = new Box(30, 60, side, side);
        return new TrackedFace(
                track, new Recognition(box, Optional.empty(), 0.9, scores(happy), Optional.empty(), 0.5), predicted);
    }

    private static EmotionScores scores(double happy) {
        double[] values = new double[Emotion.COUNT];
        values[Emotion.HAPPY.code()] = happy;
        values[Emotion.SAD.code()] = 1 - happy;
        return new EmotionScores(values);
    }

    private static double share(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> (pixel & 0xffffff) == rgb).count() / (double) pixels.length;
    }
}

package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineChartTest {
    private static final double STEP = 0.04;

    /** A band's area is the emotion's share: three quarters happy have three times the colour of one quarter sad. */
    @Test
    void areasAreShares() {
        BufferedImage image = TimelineChart.of("T", 20, List.of(steady(0, 20, 0.75)));
        double box = 14 * 14 * 4;
        double happy = count(image, Theme.CLASSES.get(Emotion.HAPPY.code())) - box;
        double sad = count(image, Theme.CLASSES.get(Emotion.SAD.code())) - box;
        assertThat(happy / sad).isCloseTo(3, within(0.35));
    }

    /** A face in sight for a quarter of the time fills a quarter of its panel. */
    @Test
    void whereAFaceIsOutOfSightThereIsNoBand() {
        Color happy = Theme.CLASSES.get(Emotion.HAPPY.code());
        double whole = count(TimelineChart.of("T", 20, List.of(steady(0, 20, 1))), happy);
        TimelineChart.Track one = steady(0, 2.5, 1);
        TimelineChart.Track two = steady(10, 12.5, 1);
        List<Double> times = new ArrayList<>(one.times());
        times.addAll(two.times());
        List<EmotionScores> scores = new ArrayList<>(one.scores());
        scores.addAll(two.scores());
        TimelineChart.Track gap = new TimelineChart.Track("Person 1", times, scores, Optional.empty());
        assertThat(count(TimelineChart.of("T", 20, List.of(gap)), happy) / whole)
                .isCloseTo(0.25, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12})
    void everyPersonHasAPanel(int people) {
        List<TimelineChart.Track> tracks =
                IntStream.range(0, people).mapToObj(TimelineChartTest::drawn).toList();
        BufferedImage image = TimelineChart.of("T", 75, tracks);
        int panel = people <= 4 ? 112 : 78;
        assertThat(image.getHeight()).isEqualTo(2 * (74 + people * (panel + 12) - 12 + 96));
        assertThat(image.getWidth()).isEqualTo(2200);
    }

    @Test
    void shortTracksAreLeftOutAndSaid() {
        TimelineChart.Track brief = steady(3, 3.4, 1);
        BufferedImage with = TimelineChart.of("T", 20, List.of(steady(0, 20, 0.5), brief));
        BufferedImage without = TimelineChart.of("T", 20, List.of(steady(0, 20, 0.5)));
        assertThat(with.getHeight()).isEqualTo(without.getHeight());
        int said = 2 * 30;
        assertThat(ink(with, with.getHeight() - said)).isGreaterThan(ink(without, without.getHeight() - said) + 300);
        assertThat(ink(TimelineChart.of("T", 20, List.of(brief)), 0)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, 0:00",
        "7.4, false, 0:07",
        "7.46, true, 0:07.5",
        "59.96, true, 1:00.0",
        "750, false, 12:30",
        "3723, false, 1:02:03"
    })
    void timesAreReadable(double time, boolean tenths, String text) {
        assertThat(TimeAxis.text(time, tenths)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 4.58, 61, 754, 5400, 40_000, 500_000})
    void marksAreNeitherCrowdedNorLonely(double seconds) {
        TimeAxis axis = new TimeAxis(seconds, 100, 858);
        List<Double> marks = axis.marks();
        assertThat(marks).hasSizeBetween(4, 12);
        assertThat(axis.x(marks.get(1)) - axis.x(marks.get(0))).isGreaterThan(70);
    }

    @Test
    void aTrackWithoutScoresIsRefused() {
        assertThatThrownBy(() -> new TimelineChart.Track("Person 1", List.of(), List.of(), Optional.empty()))
                .hasMessage("Person 1 has 0 times and 0 scores, expected equally many and at least one");
    }

    /** Happy with this share, sad with the rest. */
    private static TimelineChart.Track steady(double from, double to, double happy) {
        double[] values = new double[Emotion.COUNT];
        values[Emotion.HAPPY.code()] = happy;
        values[Emotion.SAD.code()] = 1 - happy;
        List<Double> times = new ArrayList<>();
        for (double time = from; time <= to + 1e-9; time += STEP) {
            times.add(time);
        }
        return new TimelineChart.Track(
                "Person 1",
                times,
                times.stream().map(time -> new EmotionScores(values)).toList(),
                Optional.empty());
    }

    /** A person whose moods change. */
    static TimelineChart.Track drawn(int number) {
        List<Double> times = new ArrayList<>();
        List<EmotionScores> scores = new ArrayList<>();
        double from = number % 3 * 6;
        for (double time = from; time < 75 - number % 4 * 9; time += STEP) {
            if (number % 5 != 1 || time < 30 || time > 38) {
                times.add(time);
                scores.add(mood(number, time));
            }
        }
        byte[] gray = SyntheticFaces.drawImage(Emotion.ofCode(number % Emotion.COUNT), number, 96);
        BufferedImage face = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
        face.getRaster().setDataElements(0, 0, 96, 96, gray);
        return new TimelineChart.Track("Person " + (number + 1), times, scores, Optional.of(face));
    }

    private static EmotionScores mood(int number, double time) {
        double[] values = new double[Emotion.COUNT];
        for (int i = 0; i < values.length; i++) {
            double slow = Math.sin(time / (5 + 2 * i) + 1.7 * i + 2.3 * number);
            double quick = 0.25 * Math.sin(time * (1 + 0.3 * i) + i);
            values[i] =
                    Math.exp(3 * slow + quick + (i == Emotion.NEUTRAL.code() || i == Emotion.HAPPY.code() ? 1 : -0.6));
        }
        double sum = Arrays.stream(values).sum();
        return new EmotionScores(Arrays.stream(values).map(value -> value / sum).toArray());
    }

    private static long count(BufferedImage image, Color color) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> pixel == color.getRGB()).count();
    }

    /** Pixels that are not white from a line on. */
    private static long ink(BufferedImage image, int top) {
        int[] pixels = image.getRGB(0, top, image.getWidth(), image.getHeight() - top, null, 0, image.getWidth());
        return Arrays.stream(pixels)
                .filter(pixel -> pixel != Color.WHITE.getRGB())
                .count();
    }
}

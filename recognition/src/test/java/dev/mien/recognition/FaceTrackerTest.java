package dev.mien.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.face.Box;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces of 100 pixels on drawn ways. A face is told from others by the emotion that it shows. */
class FaceTrackerTest {
    private static final double FRAME = 1 / 25.0;
    private static final TrackingOptions RAW = TrackingOptions.USUAL.withSmoothing(0);

    private final FaceTracker tracker = new FaceTracker(RAW);

    @Test
    void facesThatCrossKeepTheirTracks() {
        SplittableRandom random = new SplittableRandom(1);
        List<TrackedFace> last = List.of();
        for (double time = 0; time < 4; time += FRAME) {
            Recognition right = face(Emotion.HAPPY, 100 + 150 * time, 200, random);
            Recognition left = face(Emotion.SAD, 700 - 150 * time, 230, random);
            last = tracker.update(time, List.of(right, left));
        }
        assertThat(last).extracting(TrackedFace::track).containsExactly(1, 2);
    }

    /** One face passes behind the other: while they overlap the detector sees the one in front alone. */
    @Test
    void aFaceThatPassesBehindAnotherKeepsItsTrack() {
        SplittableRandom random = new SplittableRandom(2);
        List<TrackedFace> last = List.of();
        int hidden = 0;
        for (double time = 0; time < 4; time += FRAME) {
            Recognition front = face(Emotion.HAPPY, 400, 200, random);
            Recognition behind = face(Emotion.SAD, 100 + 150 * time, 210, random);
            boolean seen = front.box().overlap(behind.box()) < 0.3;
            hidden += seen ? 0 : 1;
            last = tracker.update(time, seen ? List.of(front, behind) : List.of(front));
        }
        assertThat(hidden).isGreaterThan(10);
        assertThat(last).extracting(TrackedFace::track).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0, 1", "60, 1.0, 1", "-150, 1.0, 1", "0, 1.2, 2", "60, 1.2, 2"})
    void aFaceIsKnownAfterASecondOfOcclusion(double speed, double occlusion, int track) {
        for (int frame = 0; frame <= 50; frame++) {
            tracker.update(frame * FRAME, List.of(face(Emotion.HAPPY, 300 + speed * frame * FRAME, 100)));
        }
        int back = 51 + (int) Math.round(occlusion / FRAME);
        for (int frame = 51; frame < back; frame++) {
            assertThat(tracker.update(frame * FRAME, List.of())).isEmpty();
        }
        Recognition again = face(Emotion.HAPPY, 300 + speed * back * FRAME, 100);
        assertThat(tracker.update(back * FRAME, List.of(again)).get(0).track()).isEqualTo(track);
    }

    /** It walked, was hidden, and stands where it was last seen: the motion leads elsewhere. */
    @Test
    void aFaceThatHaltedWhileHiddenIsKnown() {
        for (int frame = 0; frame <= 50; frame++) {
            tracker.update(frame * FRAME, List.of(face(Emotion.HAPPY, 300 * frame * FRAME, 100)));
        }
        for (int frame = 51; frame < 72; frame++) {
            tracker.update(frame * FRAME, List.of());
        }
        assertThat(tracker.update(72 * FRAME, List.of(face(Emotion.HAPPY, 640, 100))))
                .extracting(TrackedFace::track)
                .containsExactly(1);
    }

    /** Frames 10 to 150 ms apart, a face that crosses its own width in a third of a second. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void unevenFramesAndMissedFacesLeaveATrackWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> numbers = new HashSet<>();
        double time = 0;
        for (int frame = 0; frame < 400; frame++) {
            time += random.nextDouble(0.01, 0.15);
            List<Recognition> found = random.nextInt(5) == 0 && frame > 10
                    ? List.of()
                    : List.of(face(Emotion.FEAR, 300 * time, 100 + 40 * Math.sin(3 * time), random));
            tracker.update(time, found).forEach(face -> numbers.add(face.track()));
        }
        assertThat(numbers).containsExactly(1);
    }

    @Test
    void numbersAreNeverGivenTwice() {
        Set<Integer> before = new HashSet<>();
        for (int visit = 0; visit < 50; visit++) {
            List<TrackedFace> faces =
                    tracker.update(visit * 2.5, List.of(face(Emotion.HAPPY, 100, 100), face(Emotion.SAD, 400, 100)));
            tracker.update(visit * 2.5 + 0.5, List.of());
            for (TrackedFace face : faces) {
                assertThat(before.add(face.track())).isTrue();
            }
        }
        assertThat(before).hasSize(100).contains(1, 100);
        assertThat(tracker.tracksGiven()).isEqualTo(100);
    }

    @Test
    void theAnswerStandsInTheOrderOfTheFaces() {
        Recognition one = face(Emotion.HAPPY, 100, 100);
        Recognition two = face(Emotion.SAD, 400, 100);
        tracker.update(0, List.of(one, two));
        List<TrackedFace> turned = tracker.update(FRAME, List.of(two, one));
        assertThat(turned).extracting(TrackedFace::track).containsExactly(2, 1);
        assertThat(turned).extracting(TrackedFace::recognition).containsExactly(two, one);
        assertThat(turned).noneMatch(TrackedFace::predicted);
    }

    @Test
    void betweenDetectionsFacesStandWhereTheyShould() {
        for (int frame = 0; frame <= 60; frame += 5) {
            tracker.update(frame * FRAME, List.of(withEyes(face(Emotion.HAPPY, 100 + 200 * frame * FRAME, 100))));
        }
        double time = 63 * FRAME;
        TrackedFace predicted = tracker.predict(time).get(0);
        Box box = predicted.recognition().box();
        assertThat(predicted.predicted()).isTrue();
        assertThat(predicted.track()).isEqualTo(1);
        assertThat(box.x()).isCloseTo(100 + 200 * time, within(1.5));
        assertThat(box.y()).isCloseTo(100, within(0.5));
        Point eye = predicted
                .recognition()
                .keypoints()
                .flatMap(Keypoints::eyes)
                .orElseThrow()
                .right();
        assertThat(eye.x() - box.x()).isCloseTo(30, within(0.5));
        assertThat(tracker.predict(time)).isEqualTo(List.of(predicted));
    }

    @Test
    void aFaceThatIsMissingIsNotPredicted() {
        tracker.update(0, List.of(face(Emotion.HAPPY, 100, 100), face(Emotion.SAD, 400, 100)));
        tracker.update(FRAME, List.of(face(Emotion.SAD, 400, 100)));
        assertThat(tracker.predict(2 * FRAME)).extracting(TrackedFace::track).containsExactly(2);
    }

    /** A step from sad to happy stands at 1 - exp(-t / tau) whatever times it is seen at. */
    @Test
    void smoothingGoesByTimeAndNotByFrames() {
        FaceTracker smooth = new FaceTracker(TrackingOptions.USUAL.withSmoothing(0.5));
        DoubleFunction<Double> happyAt = time -> smooth.update(time, List.of(face(Emotion.HAPPY, 100, 100)))
                .get(0)
                .recognition()
                .scores()
                .of(Emotion.HAPPY);
        smooth.update(1, List.of(face(Emotion.SAD, 100, 100)));
        double low = pure(Emotion.SAD).of(Emotion.HAPPY);
        double high = pure(Emotion.HAPPY).of(Emotion.HAPPY);
        for (double time : new double[] {1.01, 1.02, 1.3, 1.31, 1.5, 2.2}) {
            double share = 1 - Math.exp(-(time - 1) / 0.5);
            assertThat(happyAt.apply(time)).isCloseTo(low + share * (high - low), within(1e-12));
        }
    }

    @Test
    void predictedFacesHaveTheLastSmoothedScores() {
        FaceTracker smooth = new FaceTracker(TrackingOptions.USUAL.withSmoothing(0.5));
        smooth.update(0, List.of(face(Emotion.SAD, 100, 100)));
        EmotionScores last = smooth.update(FRAME, List.of(face(Emotion.HAPPY, 100, 100)))
                .get(0)
                .recognition()
                .scores();
        assertThat(last.emotion()).isEqualTo(Emotion.SAD);
        assertThat(smooth.predict(0.1).get(0).recognition().scores()).isEqualTo(last);
    }

    /**
     * Faces come and go for eleven hours. The tracker follows only the present faces and those of the last second.
     */
    @Test
    void aMillionFramesNeedNoMoreMemoryThanTen() {
        int most = 0;
        for (int frame = 0; frame < 1_000_000; frame++) {
            double age = frame % 40;
            List<Recognition> found = age < 3 ? List.of(face(Emotion.HAPPY, 100 + frame % 7 * 300, 100)) : List.of();
            tracker.update(frame * FRAME, found);
            most = Math.max(most, tracker.followed());
        }
        assertThat(most).isEqualTo(3);
        assertThat(tracker.tracksGiven()).isGreaterThan(20_000);
    }

    @Test
    void aCrowdThatMovesKeepsItsNumbers() {
        SplittableRandom random = new SplittableRandom(4);
        int people = 40;
        double[] speeds = random.doubles(people, -60, 60).toArray();
        List<TrackedFace> faces = new ArrayList<>();
        for (int frame = 0; frame < 100; frame++) {
            double time = frame * FRAME;
            Recognition[] found = new Recognition[people];
            Arrays.setAll(found, i -> face(Emotion.NEUTRAL, 1000 * (i % 8) + speeds[i] * time, 150 * (i / 8), random));
            faces = tracker.update(time, List.of(found));
        }
        assertThat(tracker.tracksGiven()).isEqualTo(people);
        for (int i = 0; i < people; i++) {
            assertThat(faces.get(i).track()).isEqualTo(i + 1);
        }
    }

    @Test
    void timeThatRunsBackwardsIsRefused() {
        tracker.update(2, List.of());
        for (double time : new double[] {1.9, Double.NaN}) {
            assertThatThrownBy(() -> tracker.update(time, List.of()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("a frame at " + time
                            + " s comes after one at 2.0 s: expected times that do not run backwards");
        }
        assertThatThrownBy(() -> tracker.predict(1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new TrackingOptions(0, 1, 1))
                .hasMessage("the least overlap of a face with its track is 0.0, expected above 0 and at most 1");
        assertThatThrownBy(() -> TrackingOptions.USUAL.withSmoothing(-1))
                .hasMessage("the time constant of smoothing is -1.0 s, expected 0 or more");
        assertThatThrownBy(() -> TrackingOptions.USUAL.withOcclusion(Double.NaN))
                .hasMessage("the time that a track survives without its face is NaN s, expected 0 or more");
        assertThatThrownBy(() -> new TrackedFace(0, face(Emotion.SAD, 0, 0), false))
                .hasMessage("a track has number 0, expected 1 or more");
    }

    private static Recognition face(Emotion emotion, double x, double y) {
        return new Recognition(new Box(x, y, 100, 100), Optional.empty(), 0.9, pure(emotion), Optional.empty(), 0.5);
    }

    /** As a detector sees it: a few pixels off. */
    private static Recognition face(Emotion emotion, double x, double y, SplittableRandom random) {
        double side = 100 + random.nextDouble(-4, 4);
        Box box = new Box(x + random.nextDouble(-3, 3), y + random.nextDouble(-3, 3), side, side);
        return new Recognition(box, Optional.empty(), 0.9, pure(emotion), Optional.empty(), 0.5);
    }

    private static Recognition withEyes(Recognition face) {
        Point place = new Point(face.box().x() + 30, face.box().y() + 40);
        return new Recognition(
                face.box(),
                Optional.of(new Keypoints(Map.of(Keypoint.RIGHT_EYE, place, Keypoint.LEFT_EYE, place))),
                face.detectionScore(),
                face.scores(),
                face.ferPlus(),
                face.unsureBelow());
    }

    private static EmotionScores pure(Emotion emotion) {
        double[] values = new double[Emotion.COUNT];
        Arrays.fill(values, 0.05);
        values[emotion.code()] = 0.7;
        return new EmotionScores(values);
    }
}

package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.image.RgbImage;
import dev.mien.people.FaceEmbedder;
import dev.mien.people.FaceEmbedding;
import dev.mien.people.People;
import dev.mien.people.PeopleGrouping;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers of people in frames, with an embedder that reads a face's look from its box. */
class NumberedFramesTest {
    private static final RgbImage SMALL = RgbImage.of(2, 2, new byte[12]);
    private static final double RATE = 25;

    private final Looks looks = new Looks();
    private final PeopleGrouping grouping = PeopleGrouping.of(looks, new People(0.5));
    private final List<TrackedFrame> out = new ArrayList<>();

    /** The upper side of a box is the look, in hundreds. */
    private static final class Looks implements FaceEmbedder {
        private int asked;
        private boolean closed;

        @Override
        public List<FaceEmbedding> embeddings(RgbImage picture, List<Recognition> faces) {
            asked += faces.size();
            return faces.stream()
                    .map(face ->
                            new FaceEmbedding(new float[] {(float) face.box().y() / 100}))
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static TrackedFace face(int track, double look, double width, boolean predicted) {
        Keypoints eyes = new Keypoints(Map.of(
                Keypoint.RIGHT_EYE, new Point(0, 0),
                Keypoint.LEFT_EYE, new Point(width / 2, 0)));
        EmotionScores scores = new EmotionScores(new double[] {0, 0, 0, 0, 0, 0, 1});
        Box box = new Box(0, 100 * look, width, width);
        return new TrackedFace(
                track, new Recognition(box, Optional.of(eyes), 0.9, scores, Optional.empty(), 0.5), predicted);
    }

    private static TrackedFace face(int track, double look) {
        return face(track, look, 60, false);
    }

    private static TrackedFrame frame(int number, RgbImage picture, TrackedFace... faces) {
        return new TrackedFrame(number, number / RATE, picture, List.of(faces));
    }

    private List<OptionalInt> people(int frame) {
        return out.get(frame).faces().stream()
                .map(face -> face.recognition().person())
                .toList();
    }

    private NumberedFrames frames() {
        return new NumberedFrames(Optional.of(grouping), out::add);
    }

    /** Looks at 0, 0.2, 0.4, 0.6 and 0.8 s. The first one alone would be another person. */
    @Test
    void aTrackIsNumberedByTheMeanOfFiveLooks() {
        grouping.number(List.of(new People.Sighting(new FaceEmbedding(new float[] {1}), 1, Set.of(), Set.of())));
        NumberedFrames frames = frames();
        for (int i = 0; i < 25; i++) {
            frames.accept(frame(i, SMALL, face(1, i == 0 ? 2 : 1.1)));
            assertThat(out).hasSize(i < 20 ? 0 : i + 1);
        }
        frames.finish();
        assertThat(out).extracting(TrackedFrame::number).containsExactlyElementsOf(numbers(25));
        assertThat(people(0)).containsExactly(OptionalInt.of(1));
        assertThat(people(24)).containsExactly(OptionalInt.of(1));
        assertThat(grouping.people()).isEqualTo(1);
    }

    private static List<Long> numbers(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    /** Five looks, then at twice the age of the one before: 1.6, 3.2 and 6.4 s. */
    @Test
    void aKnownPersonIsLookedAtRarely() {
        NumberedFrames frames = frames();
        for (int i = 0; i < 10 * RATE; i++) {
            frames.accept(frame(i, SMALL, face(1, 1)));
        }
        assertThat(looks.asked).isBetween(8, 9);
    }

    @Test
    void aPersonThatComesBackHasTheSameNumber() {
        NumberedFrames frames = frames();
        for (int i = 0; i < 10; i++) {
            frames.accept(frame(i, SMALL, face(1, 1)));
        }
        for (int i = 10; i < 60; i++) {
            frames.accept(frame(i, SMALL));
        }
        for (int i = 60; i < 70; i++) {
            frames.accept(frame(i, SMALL, face(2, 1.2)));
        }
        frames.finish();
        assertThat(out).hasSize(70);
        assertThat(people(0)).containsExactly(OptionalInt.of(1));
        assertThat(people(69)).containsExactly(OptionalInt.of(1));
    }

    @Test
    void tracksOfOneFrameAreDifferentPeople() {
        NumberedFrames frames = frames();
        for (int i = 0; i < 30; i++) {
            frames.accept(i < 15 ? frame(i, SMALL, face(1, 1)) : frame(i, SMALL, face(1, 1), face(2, 1)));
        }
        frames.finish();
        assertThat(people(29)).containsExactly(OptionalInt.of(1), OptionalInt.of(2));
    }

    /** Small faces, faces from the side and predicted ones are not looked at; they do not hold up the frames. */
    @Test
    void aFaceThatShowsTooLittleHasNoNumber() {
        NumberedFrames frames = frames();
        for (int i = 0; i < 60; i++) {
            frames.accept(frame(i, SMALL, face(1, 1, i < 40 ? 31 : 32, false), face(2, 3, 60, true)));
        }
        assertThat(out).hasSizeGreaterThan(30);
        frames.finish();
        assertThat(people(0)).containsExactly(OptionalInt.empty(), OptionalInt.empty());
        assertThat(people(59)).containsExactly(OptionalInt.of(1), OptionalInt.empty());
        assertThat(grouping.people()).isEqualTo(1);
    }

    /** Pictures of 12 bytes each: three are more than may wait. */
    @Test
    void largeFramesWaitForFewerLooks() {
        NumberedFrames frames = new NumberedFrames(Optional.of(grouping), out::add, 35);
        for (int i = 0; i < 3; i++) {
            assertThat(out).isEmpty();
            frames.accept(frame(i, SMALL, face(1, 1)));
        }
        assertThat(out).hasSize(1);
        assertThat(people(0)).containsExactly(OptionalInt.of(1));
    }

    @Test
    void withoutAGroupingFramesGoOnAtOnce() {
        NumberedFrames frames = new NumberedFrames(Optional.empty(), out::add);
        TrackedFrame frame = frame(0, SMALL, face(1, 1));
        frames.accept(frame);
        assertThat(out).containsExactly(frame);
        grouping.close();
        assertThat(looks.closed).isTrue();
    }
}

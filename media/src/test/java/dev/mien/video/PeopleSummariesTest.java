package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.Label;
import dev.mien.face.Box;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Numbers that can be computed by hand. */
class PeopleSummariesTest {
    private static TrackedFace face(int track, double happy) {
        double[] values = new double[Emotion.COUNT];
        values[Emotion.HAPPY.code()] = happy;
        values[Emotion.SAD.code()] = 1 - happy;
        return new TrackedFace(
                track,
                new Recognition(
                        new Box(0, 0, 9, 9), Optional.empty(), 1, new EmotionScores(values), Optional.empty(), 0.5),
                false);
    }

    /** Frames at 0, 1, 2 and 5 seconds to 6. Person 1 is in those that are shown for 1, 3 and 1 seconds. */
    @Test
    void framesCountForAsLongAsTheyAreShown() {
        PeopleSummaries people = new PeopleSummaries();
        people.add(0, List.of(face(1, 0.9)));
        people.add(1, List.of(face(2, 1)));
        people.add(2, List.of(face(2, 1), face(1, 0.2)));
        people.add(5, List.of(face(1, 0.8)));
        List<PersonSummary> summaries = people.finish(6);
        assertThat(summaries).extracting(PersonSummary::track).containsExactly(1, 2);
        PersonSummary one = summaries.get(0);
        assertThat(one.presence()).isEqualTo(new PersonSummary.Presence(0, 5, 5, 3, 0.75));
        double mean = (0.9 * 1 + 0.2 * 3 + 0.8 * 1) / 5;
        assertThat(one.mean().of(Emotion.HAPPY)).isCloseTo(mean, within(1e-9));
        assertThat(one.peak()).containsEntry(Label.of(Emotion.HAPPY), 0.9).containsEntry(Label.of(Emotion.SAD), 0.8);
        assertThat(one.timeShares())
                .containsEntry(Label.of(Emotion.HAPPY), 0.4)
                .containsEntry(Label.of(Emotion.SAD), 0.6);
        assertThat(one.changes()).isEqualTo(2);
        assertThat(one.changesPerMinute()).isCloseTo(24, within(1e-9));
        assertThat(summaries.get(1).presence()).isEqualTo(new PersonSummary.Presence(1, 2, 4, 2, 0.5));
        assertThat(summaries.get(1).changesPerMinute()).isZero();
    }

    @Test
    void aVideoWithoutFacesHasNobody() {
        PeopleSummaries people = new PeopleSummaries();
        assertThat(people.finish(0)).isEmpty();
        people.add(0, List.of());
        assertThat(people.finish(1)).isEmpty();
    }
}

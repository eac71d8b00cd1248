package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mean of several answers about one face. */
class FaceMeanTest {
    private static Face face(double x, double score) {
        Keypoints eyes =
                new Keypoints(Map.of(Keypoint.RIGHT_EYE, new Point(x + 3, 5), Keypoint.LEFT_EYE, new Point(x + 7, 5)));
        return new Face(new Box(x, 0, 10, 12), eyes, score);
    }

    /** Weights are 0.64 and 0.16, so the mean is 0.2 of the way. A bad answer and another face do not count. */
    @Test
    void answersAboutTheSameFaceAreWeightedByTheSquaresOfTheirScores() {
        Face best = face(0, 0.8);
        Face mean = FaceMean.of(best, List.of(best, face(1, 0.4), face(1, 0.3), face(20, 0.8)));
        assertThat(mean.box().x()).isCloseTo(0.2, within(1e-9));
        assertThat(mean.box().width()).isCloseTo(10, within(1e-9));
        assertThat(mean.eyes().orElseThrow().left().x()).isCloseTo(7.2, within(1e-9));
        assertThat(mean.score()).isEqualTo(0.8);
    }

    @Test
    void oneAnswerStays() {
        Face best = face(0, 0.8);
        assertThat(FaceMean.of(best, List.of(best))).isSameAs(best);
    }
}

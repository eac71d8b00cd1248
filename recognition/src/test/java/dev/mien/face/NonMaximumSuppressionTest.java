package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes that overlap. */
class NonMaximumSuppressionTest {
    @Test
    void ofWhatOverlapsTheSurestStays() {
        Face surest = new Face(new Box(0, 0, 10, 10), 0.9);
        Face same = new Face(new Box(3, 0, 10, 10), 0.6);
        Face neighbourOfSame = new Face(new Box(7, 0, 10, 10), 0.7);
        assertThat(NonMaximumSuppression.surest(List.of(same, neighbourOfSame, surest)))
                .containsExactly(surest, neighbourOfSame);
        assertThat(NonMaximumSuppression.surest(List.of())).isEmpty();
    }
}

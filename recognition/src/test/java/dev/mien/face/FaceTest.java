package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;

/** The score of a face. */
class FaceTest {
    @Test
    void aScoreIsAShare() {
        assertThatThrownBy(() -> new Face(new Box(0, 0, 1, 1), 1.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the score of a face is 1.5, expected 0 to 1");
    }
}

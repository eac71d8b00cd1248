package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A box and what two share, with numbers that can be followed by hand. */
class BoxTest {
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
                        + " is invalid: expected numbers, and a width and height above 0");
    }
}

package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static Weights of(float... values) {
        return new Weights(Map.of("a", values, "b", new float[] {values[0] * 10}));
    }

    @Test
    void theMeanIsThatOfEachValue() {
        Weights mean = Weights.mean(List.of(of(1, -4), of(2, 0), of(6, 1)));
        assertThat(mean.get("a")).containsExactly(3, -1);
        assertThat(mean.get("b")).containsExactly(30);
    }

    @Test
    void theMeanOfOneIsThatOneAndOfItsOwn() {
        Weights one = of(0.1f, 1e-8f);
        Weights mean = Weights.mean(List.of(one));
        assertThat(mean.get("a")).containsExactly(one.get("a")).isNotSameAs(one.get("a"));
    }

    /** The sum of 16,777,216 and 3 is not a 32-bit number. */
    @Test
    void theSumIsNotRounded() {
        assertThat(Weights.mean(List.of(of(16_777_216), of(3), of(3), of(-16_777_216)))
                        .get("a"))
                .containsExactly(1.5f);
    }

    @Test
    void networksOfSeveralKindsHaveNone() {
        Weights other = new Weights(Map.of("a", new float[2], "c", new float[1]));
        assertThatThrownBy(() -> Weights.mean(List.of(of(1, 2), other)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("have no 'b'");
        assertThatThrownBy(() -> Weights.mean(List.of(of(1, 2), of(1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of 1 and of 2 values");
    }
}

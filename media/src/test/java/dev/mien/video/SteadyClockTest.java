package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    @Test
    void aStampThatStraysIsNoJump() {
        SteadyClock clock = new SteadyClock(false);
        assertThat(clock.shiftOf(0, 10, 10, 10.04)).isZero();
        assertThat(clock.shiftOf(0, 10.04, 10.04, 10.08)).isZero();
        assertThat(clock.shiftOf(0, 3, 3, 3.04)).isCloseTo(7.08, within(1e-9));
        assertThat(clock.jump()).hasValue(10.08);
        assertThat(clock.shiftOf(0, 10.12, 10.12, 10.16)).isZero();
        assertThat(clock.shiftOf(0, 50, 50, 50.04)).isZero();
        assertThat(clock.shiftOf(0, 10.2, 10.2, 10.24)).isZero();
        assertThat(clock.jump()).isEqualTo(OptionalDouble.empty());
    }

    /** One of them ends a second before the other, and both go on together. */
    @Test
    void streamsJumpByTheSame() {
        SteadyClock clock = new SteadyClock(false);
        clock.shiftOf(0, 10, 10, 10.5);
        clock.shiftOf(1, 10, 10, 10.5);
        clock.shiftOf(0, 10.5, 10.5, 11);
        clock.shiftOf(0, 11, 11, 11.5);
        assertThat(clock.shiftOf(0, 2, 2.1, 2.6)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.shiftOf(1, 2.2, 2.2, 2.7)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.jump()).isEmpty();
        assertThat(clock.shiftOf(1)).isCloseTo(9.4, within(1e-9));
        assertThat(clock.shiftOf(2)).isCloseTo(9.4, within(1e-9));
    }
}

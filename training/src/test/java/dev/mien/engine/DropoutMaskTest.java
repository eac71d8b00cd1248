package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {
    private static final int COUNT = 400_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.1, 0.3, 0.75})
    void dropsTheShareThatIsAskedFor(double rate) {
        float[] mask = fill(rate, 0, 1);
        double kept = 0;
        double together = 0;
        for (int i = 0; i < COUNT; i++) {
            assertThat(mask[i] == 0 || mask[i] == 1).isTrue();
            kept += mask[i];
            together += i == 0 ? 0 : mask[i] * mask[i - 1];
        }
        double keep = 1 - rate;
        assertThat(DropoutMask.keep(rate)).isCloseTo(keep, within(1e-7));
        assertThat(kept / COUNT).isCloseTo(keep, within(0.004));
        assertThat(together / COUNT).as("neighbours are independent").isCloseTo(keep * keep, within(0.006));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 1L << 32, -1})
    void seedsThatLieNearOneAnotherDrawIndependently(long step) {
        float[] first = fill(0.5, 0, 77);
        float[] second = fill(0.5, 0, 77 + step);
        for (int shift = 0; shift < 4; shift++) {
            int equal = 0;
            for (int i = shift; i < COUNT; i++) {
                equal += first[i] == second[i - shift] ? 1 : 0;
            }
            assertThat((double) equal / COUNT).as("shift %d", shift).isCloseTo(0.5, within(0.004));
        }
    }

    @Test
    void aValueDependsOnSeedAndIndexAlone() {
        float[] whole = fill(0.25, 0, 5);
        float[] part = new float[100];
        new DropoutMask(0.25, part.length).fill(part, 1000, 5);
        for (int i = 0; i < part.length; i++) {
            assertThat(part[i]).isEqualTo(whole[1000 + i]);
        }
        assertThat(fill(0.25, 0, 5)).isEqualTo(whole);
        assertThat(fill(0.25, 0, 6)).isNotEqualTo(whole);
    }

    private static float[] fill(double rate, int first, long seed) {
        float[] mask = new float[COUNT];
        new DropoutMask(rate, COUNT).fill(mask, first, seed);
        return mask;
    }
}

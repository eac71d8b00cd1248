package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropoutMaskTest {
    private static final int COUNT = 400_000;

    @ParameterizedTest
    @CsvSource({"0.25,2", "0.25,4", "0.5,2", "0.5,4", "0.1,2", "0.1,4", "0.3,2", "0.75,4"})
    void dropsTheShareThatIsAskedFor(double rate, int bytes) {
        DropoutMask mask = new DropoutMask(rate, bytes);
        ByteBuffer first = fill(mask, bytes, 1);
        double kept = 0;
        double together = 0;
        for (int i = 0; i < COUNT; i++) {
            float value = value(first, bytes, i);
            assertThat(value == 0 || value == 1).isTrue();
            kept += value;
            together += i == 0 ? 0 : value * value(first, bytes, i - 1);
        }
        double keep = 1 - rate;
        assertThat(mask.keep()).isCloseTo(keep, within(1e-5));
        assertThat(kept / COUNT).isCloseTo(keep, within(0.004));
        assertThat(together / COUNT).as("neighbours are independent").isCloseTo(keep * keep, within(0.006));
        assertThat(fill(mask, bytes, 1)).isEqualTo(first);
        assertThat(fill(mask, bytes, 2)).isNotEqualTo(first);
    }

    private static ByteBuffer fill(DropoutMask mask, int bytes, long seed) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(COUNT * bytes);
        mask.fill(buffer, seed);
        return buffer.order(ByteOrder.nativeOrder());
    }

    private static float value(ByteBuffer buffer, int bytes, int index) {
        return bytes == 4
                ? buffer.getFloat(4 * index)
                : Float.intBitsToFloat((buffer.getShort(2 * index) & 0xffff) << 16);
    }
}

package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that threads divide. */
class SharedWorkTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 4", "1, 4", "7, 1", "7, 3", "7, 7", "7, 100"})
    void everyIndexIsWorkedOnOnce(int count, int threads) {
        AtomicIntegerArray times = new AtomicIntegerArray(count);
        SharedWork.of(count, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                times.incrementAndGet(i);
            }
        });
        for (int i = 0; i < count; i++) {
            assertThat(times.get(i)).isEqualTo(1);
        }
    }

    /** The picture that the network sees does not depend on the threads, not even where its border is repeated. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 32})
    void aLevelDoesNotDependOnTheThreads(int threads) {
        byte[] pixels = new byte[200 * 37 * 3];
        new Random(3).nextBytes(pixels);
        Level level = new Level(RgbImage.of(200, 37, pixels), 75, 14);
        assertThat(values(level, threads)).isEqualTo(values(level, 1));
    }

    private static float[] values(Level level, int threads) {
        FloatBuffer target = Buffers.floats(3 * level.networkWidth() * level.networkHeight());
        level.put(target, threads);
        float[] values = new float[target.capacity()];
        target.get(0, values);
        return values;
    }

    @Test
    void oneThreadIsTheCallers() {
        Thread caller = Thread.currentThread();
        SharedWork.of(3, 1, (from, to) -> assertThat(Thread.currentThread()).isSameAs(caller));
    }
}

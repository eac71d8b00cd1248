package dev.mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** Memory that one call leaves to the next. */
class BuffersTest {
    private final Buffers buffers = new Buffers();

    /** Work gets as many values as it asks for, whatever the memory had before. */
    @Test
    void theNextCallGetsTheMemoryOfTheLast() {
        buffers.with(6, values -> values.put(5, 7));
        assertThat((int) buffers.with(4, FloatBuffer::capacity)).isEqualTo(4);
        assertThat((float) buffers.with(6, values -> values.get(5))).isEqualTo(7);
        assertThat((int) buffers.with(8, FloatBuffer::capacity)).isEqualTo(8);
    }

    /** Two calls at the same time have two pieces. */
    @Test
    void noTwoCallsShareMemory() {
        buffers.with(3, outer -> {
            outer.put(0, 1);
            return buffers.with(3, inner -> inner.put(0, 2));
        });
        assertThat((float) buffers.with(3, first -> buffers.with(3, second -> first.get(0) + second.get(0))))
                .isEqualTo(3);
    }

    /** Work that fails gives its memory back. */
    @Test
    void memoryIsGivenBackAfterAFailure() {
        assertThatThrownBy(() -> buffers.with(2, values -> {
                    values.put(1, 9);
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat((float) buffers.with(2, values -> values.get(1))).isEqualTo(9);
    }
}

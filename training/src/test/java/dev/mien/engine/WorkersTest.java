package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @CsvSource({"1,10", "2,1", "3,1000", "8,3", "4,0"})
    void eachItemIsDoneOnceAndNoWorkersNumberIsUsedTwiceAtATime(int threads, int items) {
        AtomicIntegerArray done = new AtomicIntegerArray(items);
        AtomicIntegerArray busy = new AtomicIntegerArray(threads);
        try (Workers workers = new Workers(threads)) {
            for (int round = 0; round < 5; round++) {
                workers.forEach(items, (item, worker) -> {
                    assertThat(busy.incrementAndGet(worker)).isEqualTo(1);
                    done.incrementAndGet(item);
                    busy.decrementAndGet(worker);
                });
            }
        }
        for (int item = 0; item < items; item++) {
            assertThat(done.get(item)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatATaskThrowsReachesTheCallerAndTheNextLoopWorks(int threads) {
        AtomicIntegerArray done = new AtomicIntegerArray(1);
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() -> workers.forEach(100, (item, worker) -> {
                        if (item == 7) {
                            throw new IllegalStateException("item seven");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("item seven");
            workers.forEach(100, (item, worker) -> done.incrementAndGet(0));
        }
        assertThat(done.get(0)).isEqualTo(100);
    }
}

package dev.mien.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelBudgetTest {
    @Test
    void aPictureWaitsForRoomAndALargeOneIsAlone() throws Exception {
        PixelBudget budget = new PixelBudget(100);
        PixelBudget.Share first = budget.share();
        first.accept(60);
        PixelBudget.Share small = budget.share();
        small.accept(40);
        CompletableFuture<Void> large =
                CompletableFuture.runAsync(() -> budget.share().accept(1000));
        assertThat(large.isDone()).isFalse();
        small.close();
        assertThat(isDone(large)).isFalse();
        first.close();
        large.get(10, TimeUnit.SECONDS);
    }

    private static boolean isDone(CompletableFuture<Void> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        Thread.sleep(50);
        return work.isDone();
    }

    /** A file may claim more after it has claimed something, as a frame of an animation does. */
    @Test
    void picturesThatClaimMoreDoNotWaitForEachOther() {
        PixelBudget budget = new PixelBudget(100);
        AtomicLong used = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<CompletableFuture<Void>> work = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try (PixelBudget.Share share = budget.share()) {
                        share.accept(40);
                        share.accept(90);
                        most.accumulateAndGet(used.addAndGet(90), Math::max);
                        used.addAndGet(-90);
                    }
                }))
                .toList();
        work.forEach(one -> one.orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(most.get()).isEqualTo(90);
    }
}

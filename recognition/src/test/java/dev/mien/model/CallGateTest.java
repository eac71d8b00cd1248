package dev.mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallGateTest {
    private final CallGate gate = new CallGate("the detector");

    @Test
    void closingWaitsForTheCallInFlight() throws InterruptedException {
        List<String> events = new CopyOnWriteArrayList<>();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread call = new Thread(() -> gate.during(() -> {
            inside.countDown();
            await(leave);
            return events.add("called");
        }));
        call.start();
        inside.await();
        Thread close = new Thread(() -> gate.close(() -> events.add("freed")));
        close.start();
        while (close.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(events).isEmpty();
        leave.countDown();
        call.join();
        close.join();
        assertThat(events).containsExactly("called", "freed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the test was interrupted", e);
        }
    }

    @Test
    void callsGoSideBySide() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        Runnable call = () -> done.addAndGet(gate.during(() -> {
            both.countDown();
            await(both);
            return 1;
        }));
        Thread other = new Thread(call);
        other.start();
        call.run();
        other.join();
        assertThat(done).hasValue(2);
    }

    @Test
    void aCallAfterItIsClosedSaysSoAndNothingIsFreedTwice() {
        AtomicInteger freed = new AtomicInteger();
        gate.close(freed::incrementAndGet);
        gate.close(freed::incrementAndGet);
        assertThat(freed).hasValue(1);
        assertThatThrownBy(() -> gate.during(() -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the detector was called after it was closed: close it after its last call");
    }

    @Test
    void aCallCannotCloseItsOwnGate() {
        assertThatThrownBy(() -> gate.during(() -> {
                    gate.close(() -> {});
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the detector was closed by one of its own calls: close it when they are done");
        assertThat(gate.<Integer>during(() -> 2)).isEqualTo(2);
    }

    @Test
    void aCallThatFailsDoesNotKeepTheGateOpen() {
        assertThatThrownBy(() -> gate.during(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        AtomicInteger freed = new AtomicInteger();
        gate.close(freed::incrementAndGet);
        assertThat(freed).hasValue(1);
    }
}

package dev.mien.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch gate = new CountDownLatch(1);

    private boolean waitAtGate() {
        try {
            return gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMoreRunsThanMay() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Admission admission = new Admission(new Admission.Limits(3, 100, LONG))) {
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                results.add(admission.submit(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    now.decrementAndGet();
                    return number;
                }));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(results.get(i).get()).isEqualTo(i);
            }
            assertThat(most.get()).isBetween(1, 3);
        }
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() throws Exception {
        try (Admission admission = new Admission(new Admission.Limits(1, 2, LONG))) {
            List<CompletableFuture<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(admission.submit(this::waitAtGate));
            }
            assertThatThrownBy(() -> admission.submit(() -> true))
                    .isInstanceOfSatisfying(OverloadedException.class, refusal -> {
                        assertThat(refusal.reason()).isEqualTo(OverloadedException.Reason.FULL);
                        assertThat(refusal.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                    })
                    .hasMessage("the work was refused: as many requests wait as may wait. Try again in 1 s");
            gate.countDown();
            for (CompletableFuture<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
            assertThat(admission.submit(() -> true).get()).isTrue();
        }
    }

    @Test
    void workWhoseTurnDoesNotComeIsRefused() {
        try (Admission admission = new Admission(new Admission.Limits(1, 2, Duration.ofMillis(50)))) {
            admission.submit(this::waitAtGate);
            CompletableFuture<Boolean> late = admission.submit(() -> true);
            assertThatThrownBy(late::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("its turn did not come in time");
            assertThat(admission.waiting()).isZero();
            gate.countDown();
        }
    }

    @Test
    void cancelledWorkLeavesItsPlaceAndDoesNotRun() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Admission admission = new Admission(new Admission.Limits(1, 1, LONG))) {
            CompletableFuture<Boolean> first = admission.submit(this::waitAtGate);
            while (admission.running() == 0) {
                Thread.onSpinWait();
            }
            CompletableFuture<Integer> second = admission.submit(runs::incrementAndGet);
            second.cancel(false);
            assertThat(admission.waiting()).isZero();
            CompletableFuture<Boolean> third = admission.submit(() -> true);
            gate.countDown();
            assertThat(first.get()).isTrue();
            assertThat(third.get()).isTrue();
            assertThat(runs.get()).isZero();
        }
    }

    @Test
    void aFailureReachesTheCallerAndTheNextWorkRuns() throws Exception {
        try (Admission admission = new Admission(new Admission.Limits(1, 1, LONG))) {
            CompletableFuture<Boolean> failed = admission.submit(() -> {
                throw new StackOverflowError("deep");
            });
            assertThatThrownBy(failed::get).hasCauseInstanceOf(StackOverflowError.class);
            assertThat(admission.submit(() -> true).get()).isTrue();
        }
    }

    @Test
    void drainingFinishesWhatWasAdmittedAndRefusesTheRest() throws Exception {
        try (Admission admission = new Admission(new Admission.Limits(1, 5, LONG))) {
            CompletableFuture<Boolean> first = admission.submit(this::waitAtGate);
            CompletableFuture<Boolean> second = admission.submit(() -> true);
            assertThat(admission.drain(Duration.ofMillis(50))).isFalse();
            assertThatThrownBy(() -> admission.submit(() -> true)).hasMessageContaining("the service is about to end");
            gate.countDown();
            assertThat(admission.drain(LONG)).isTrue();
            assertThat(first.get() && second.get()).isTrue();
        }
    }

    @Test
    void limitsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new Admission.Limits(0, 1, LONG))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected at least 1");
    }
}

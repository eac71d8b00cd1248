package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientRateTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong time = new AtomicLong();
    private final ClientRate rate = new ClientRate(2, time::get);

    @Test
    void aClientMaySaveUpForFiveSeconds() {
        for (int i = 0; i < 10; i++) {
            rate.require("a");
        }
        assertThatThrownBy(() -> rate.require("a")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
        rate.require("b");
        time.addAndGet(SECOND / 2);
        rate.require("a");
        assertThatThrownBy(() -> rate.require("a")).isInstanceOf(Problem.class);
        time.addAndGet(100 * SECOND);
        for (int i = 0; i < 10; i++) {
            rate.require("a");
        }
        assertThatThrownBy(() -> rate.require("a")).isInstanceOf(Problem.class);
    }

    @Test
    void manyClientsDoNotFillTheMemory() {
        for (int i = 0; i < 10; i++) {
            rate.require("first");
        }
        for (int i = 0; i < ClientRate.MOST_CLIENTS; i++) {
            rate.require("client " + i);
        }
        rate.require("first");
    }

    @Test
    void onlyATrustedProxyNamesTheClient() {
        List<String> forwarded = List.of("6.6.6.6", " 1.2.3.4 ", "10.0.0.2");
        assertThat(ClientRate.client("9.9.9.9", forwarded, List.of("10.0.0.1"))).isEqualTo("9.9.9.9");
        assertThat(ClientRate.client("10.0.0.1", forwarded, List.of("10.0.0.1")))
                .isEqualTo("10.0.0.2");
        assertThat(ClientRate.client("10.0.0.1", forwarded, List.of("10.0.0.1", "10.0.0.2")))
                .isEqualTo("1.2.3.4");
        assertThat(ClientRate.client("10.0.0.1", List.of(), List.of("10.0.0.1")))
                .isEqualTo("10.0.0.1");
    }
}

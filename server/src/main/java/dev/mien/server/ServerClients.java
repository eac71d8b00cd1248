package dev.mien.server;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much each client may ask, and how clients are told apart.
 *
 * @param perSecond requests a second of each client, above 0; empty without a bound
 * @param proxies addresses of proxies that are trusted to name their clients in X-Forwarded-For
 */
public record ServerClients(OptionalDouble perSecond, List<String> proxies) {
    /** Checks the rate. */
    public ServerClients {
        proxies = List.copyOf(proxies);
        double rate = perSecond.orElse(1);
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new InvalidInputException(
                    "a client was to send " + rate + " requests a second, expected a number above 0");
        }
    }

    /** Without a bound. */
    public static ServerClients unbounded() {
        return new ServerClients(OptionalDouble.empty(), List.of());
    }
}

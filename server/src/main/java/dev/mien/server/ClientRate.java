package dev.mien.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds the requests of each client by a token bucket: a client may send so many requests a second, and after a pause
 * as many at once as come in {@value #BURST_SECONDS} seconds. Thread-safe.
 */
final class ClientRate {
    /** How many seconds a client may save up. */
    static final int BURST_SECONDS = 5;

    /** Clients that are remembered. The one that has been quiet longest is forgotten first. */
    static final int MOST_CLIENTS = 10_000;

    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final LongSupplier clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private static final class Bucket {
        private double left;
        private long time;

        Bucket(double left, long time) {
            this.left = left;
            this.time = time;
        }
    }

    /** @param perSecond requests a second of each client, above 0 */
    ClientRate(double perSecond) {
        this(perSecond, System::nanoTime);
    }

    ClientRate(double perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Counts a request, or refuses it. */
    void require(String client) {
        double wait = wait(client);
        if (wait > 0) {
            long seconds = Math.max(1, (long) Math.ceil(wait));
            throw new Problem(
                    429,
                    "too-many-requests",
                    "this client sends more than " + perSecond + " requests a second. Try again in " + seconds + " s",
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private synchronized double wait(String client) {
        long now = clock.getAsLong();
        double most = Math.max(1, BURST_SECONDS * perSecond);
        Bucket bucket = buckets.computeIfAbsent(client, name -> new Bucket(most, now));
        bucket.left = Math.min(most, bucket.left + (now - bucket.time) / NANOSECONDS * perSecond);
        bucket.time = now;
        if (bucket.left < 1) {
            return (1 - bucket.left) / perSecond;
        }
        bucket.left--;
        return 0;
    }

    /**
     * The address of the client. A proxy adds the address that it sees to the end of X-Forwarded-For, and clients may
     * write anything before it. So the last address that is none of the trusted proxies counts, and the header counts
     * only when a trusted proxy sent it.
     *
     * @param peer the address at the other end of the connection
     * @param forwarded the values of X-Forwarded-For, in their order
     * @param proxies the addresses of trusted proxies
     */
    static String client(String peer, List<String> forwarded, List<String> proxies) {
        String client = peer;
        for (int i = forwarded.size() - 1; i >= 0 && proxies.contains(client); i--) {
            client = forwarded.get(i).strip();
        }
        return client;
    }
}

package dev.mien.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The seconds of a request's stages, for the header Server-Timing and the metrics. */
final class Timing {
    private final Map<String, Double> seconds = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Adds to a stage. */
    void add(String stage, long nanoseconds) {
        seconds.merge(stage, nanoseconds / 1e9, Double::sum);
    }

    /** Does work and adds its time to a stage. */
    <T> T during(String stage, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(stage, System.nanoTime() - begin);
        }
    }

    /** The stages in the order in which they began. */
    Map<String, Double> seconds() {
        synchronized (seconds) {
            return new LinkedHashMap<>(seconds);
        }
    }

    /** The value of the header Server-Timing, in milliseconds. */
    String header() {
        return seconds().entrySet().stream()
                .map(stage -> String.format(Locale.ROOT, "%s;dur=%.1f", stage.getKey(), 1000 * stage.getValue()))
                .collect(Collectors.joining(", "));
    }
}

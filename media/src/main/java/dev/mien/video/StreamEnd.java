package dev.mien.video;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where one stream of a file ends, and where it should. */
final class StreamEnd {
    /** Files state rounded lengths. */
    static final double TOLERANCE = 0.3;

    private final OptionalDouble stated;
    private double reached;

    /** @param stated end of the stream in seconds */
    StreamEnd(OptionalDouble stated) {
        this.stated = stated;
    }

    /** Records the end of a packet. Pictures need not come in the order of their times. */
    void reached(double end) {
        reached = Math.max(reached, end);
    }

    /** The latest end of a packet in seconds. */
    double reached() {
        return reached;
    }

    /** What is missing, in words. */
    Optional<String> missing(String what) {
        return stated.isPresent() && stated.getAsDouble() - reached > TOLERANCE
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "its %s at %.2f s and should last %.2f s",
                        what.endsWith("s") ? what + " end" : what + " ends",
                        reached,
                        stated.getAsDouble()))
                : Optional.empty();
    }
}

package dev.mien.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;

/** Collects the problems of reading a video, and their times. */
final class ReadingProblems {
    private final OptionalDouble stated;
    private double reached;
    private int damaged;
    private double firstDamaged;
    private int jumps;
    private double firstJump;
    private String failure = "";
    private final List<String> endings = new ArrayList<>();
    private boolean ended;

    /** @param stated stated length of the file in seconds */
    ReadingProblems(OptionalDouble stated) {
        this.stated = stated;
    }

    /** Records that the file was read up to this time in seconds. */
    void reached(double time) {
        reached = Math.max(reached, time);
    }

    /** Records damage at about this time. */
    void damaged(double time) {
        firstDamaged = damaged == 0 ? time : firstDamaged;
        damaged++;
    }

    /** Whether damage or a jump was recorded. */
    boolean areFound() {
        return damaged > 0 || jumps > 0;
    }

    /** Records that the file's clock jumped at this time. */
    void jumped(double time) {
        firstJump = jumps == 0 ? time : firstJump;
        jumps++;
    }

    /**
     * Records the end of the file.
     *
     * @param isEmpty whether no picture came
     * @param missing what is missing by the length of each stream, and by the container's
     */
    @SafeVarargs
    final void ended(boolean isEmpty, Optional<String>... missing) {
        ended = true;
        if (isEmpty) {
            endings.add("it has no picture that can be decoded");
        }
        Stream.of(missing).flatMap(Optional::stream).forEach(endings::add);
    }

    /** Records an error that ends the reading. */
    void failed(int code) {
        failure = code == avutil.AVERROR_PATCHWELCOME ? "a part of it is not known, or damaged" : Ffmpeg.reason(code);
    }

    /** All problems in one sentence. */
    Optional<String> text() {
        List<String> parts = new ArrayList<>();
        if (damaged > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%d damaged %s, the first at %.2f s",
                    damaged,
                    damaged == 1 ? "part" : "parts",
                    firstDamaged));
        }
        if (jumps > 0) {
            String times = jumps == 1 ? "" : jumps + " times, the first ";
            parts.add(String.format(Locale.ROOT, "its clock jumps %sat %.2f s", times, firstJump));
        }
        if (!failure.isEmpty()) {
            parts.add(String.format(Locale.ROOT, "reading ended at %.2f s: %s", reached, failure));
        } else if (isCutOff()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "it ends at %.2f s and should last %.2f s, so the file was cut off",
                    reached,
                    stated.getAsDouble()));
        }
        if (jumps == 0) {
            parts.addAll(endings);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private boolean isCutOff() {
        return ended
                && endings.isEmpty()
                && jumps == 0
                && stated.isPresent()
                && stated.getAsDouble() - reached > StreamEnd.TOLERANCE;
    }
}

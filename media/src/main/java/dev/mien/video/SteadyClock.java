package dev.mien.video;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Keeps a file's time continuous when its clock jumps, as in files that were joined end to end. The streams jump one
 * after the other; all are shifted by the same amount, so they stay in step. A single stray stamp is not a jump. All
 * times are in seconds.
 */
final class SteadyClock {
    /**
     * The most that a stamp may differ from the previous one. Good files round stamps, and their streams end at
     * different times.
     */
    private static final double TOLERANCE = 0.5;

    /**
     * If an MPEG clock goes back by more than a minute, FFmpeg assumes that it overflowed, and adds 26 hours. No file
     * has a pause that long.
     */
    private static final double LONGEST_PAUSE = 3600;

    private final boolean overflows;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private double shift;
    private double reached = Double.NEGATIVE_INFINITY;
    private OptionalDouble jump = OptionalDouble.empty();

    /** @param overflows whether FFmpeg adds the 26 hours */
    SteadyClock(boolean overflows) {
        this.overflows = overflows;
    }

    /**
     * The state of a stream.
     *
     * @param shift amount by which its stamps are shifted
     * @param newest shifted stamp
     */
    private record Pace(double shift, double newest) {
        boolean isKeptBy(double stamp) {
            return Math.abs(stamp + shift - newest) <= TOLERANCE;
        }
    }

    private static final class Track {
        private Pace now;
        private Pace before;

        Track(Pace first) {
            now = first;
            before = first;
        }
    }

    /**
     * The shift of a stream's next packet.
     *
     * @param stamp decoding time; grows within a stream unless the clock jumps
     * @param shown time of showing or playing
     * @param end of showing or playing
     */
    double shiftOf(int stream, double stamp, double shown, double end) {
        jump = OptionalDouble.empty();
        Pace first = new Pace(shift, stamp + shift);
        Track track = tracks.computeIfAbsent(stream, number -> new Track(first));
        double moved = next(track, stamp, shown);
        track.before = track.now;
        track.now = new Pace(moved, stamp + moved);
        reached = Math.max(reached, end + moved);
        return moved;
    }

    /** The same for a packet without a decoding time. */
    double shiftOf(int stream) {
        jump = OptionalDouble.empty();
        Track track = tracks.get(stream);
        return track == null ? shift : track.now.shift;
    }

    private double next(Track track, double stamp, double shown) {
        if (track.now.isKeptBy(stamp)) {
            return track.now.shift;
        }
        if (track.before.isKeptBy(stamp)) {
            // the packet in between had a stray stamp
            shift = track.before.shift;
            return shift;
        }
        if (!jumps(track, stamp + track.now.shift)) {
            return track.now.shift;
        }
        if (jumps(track, stamp + shift)) {
            jump = OptionalDouble.of(reached);
            shift = reached - shown;
        }
        return shift;
    }

    private boolean jumps(Track track, double moved) {
        return moved < track.now.newest - TOLERANCE || overflows && moved > reached + LONGEST_PAUSE;
    }

    /** The continuous time at which the last packet of {@link #shiftOf} made the clock jump. */
    OptionalDouble jump() {
        return jump;
    }
}

package dev.mien.video;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Lets a file's time run on where its clock jumps, as it does where files were joined end to end. The streams jump one after the other, and
 * all are moved by the same, so that they stay in step. One stamp that strays alone is no jump. All times are in seconds.
 */
final class SteadyClock {
    /** How far a stamp may be from the one before: good files round theirs, and their streams end where they like. */
    private static final double TOLERANCE = 0.5;

    /**
     * A clock of MPEG's that goes back by more than a minute is taken by FFmpeg for one that has come to its end, and is set 26 hours
     * forward; a pause that long stands in no file.
     */
    private static final double LONGEST_PAUSE = 3600;

    private final boolean overflows;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private double shift;
    private double reached = Double.NEGATIVE_INFINITY;
    private OptionalDouble jump = OptionalDouble.empty();

    /** @param overflows whether FFmpeg sets such a clock forward */
    SteadyClock(boolean overflows) {
        this.overflows = overflows;
    }

    /**
     * Where a stream is.
     *
     * @param shift that its stamps are moved by
     * @param newest stamp, moved
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
     * By how much the next packet of a stream is to be moved.
     *
     * @param stamp when it is decoded; grows within a stream unless the clock jumps
     * @param shown when it is shown or heard
     * @param end when that is over
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

    /** The same for a packet that does not say when it is decoded. */
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
            // the packet in between had a stamp that was none of the clock's
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

    /** Where the last packet of which {@link #shiftOf} was asked made the clock jump, by the time that runs on. */
    OptionalDouble jump() {
        return jump;
    }
}

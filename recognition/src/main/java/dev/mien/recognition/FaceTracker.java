package dev.mien.recognition;

import dev.mien.InvalidInputException;
import dev.mien.face.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Finds out which faces of a video's frames are the same person's, by where they are: SORT (Bewley, Ge, Ott, Ramos and Upcroft,
 * Simple Online and Realtime Tracking, <a href="https://arxiv.org/abs/1602.00763">arXiv 1602.00763</a>). A Kalman filter of
 * constant velocity says where each face should be, and the Hungarian method pairs tracks with faces so that the overlaps' sum
 * is the greatest.
 *
 * <p>Three things differ from the paper. Motion is reckoned in seconds ({@link BoxMotion}), since frames come at uneven
 * times and not all of them are looked at. A face has its track from the first frame on, not from the third, since each
 * frame's answer names it. And what stays unpaired is tried once more with boxes twice as wide and high, around the place where
 * the track leads or the place where the face was last seen, whichever fits better: the second round of C-BIoU (Yang et al., <a
 * href="https://arxiv.org/abs/2211.14317">arXiv 2211.14317</a>), which catches fast faces, and the recovery by the last
 * observation of OC-SORT (Cao et al., <a href="https://arxiv.org/abs/2203.14360">arXiv 2203.14360</a>), for faces that came to a
 * halt behind what hid them. Nothing looks at how faces look: two people who change places out of sight are taken for each other.
 *
 * <p>Not for several threads. Memory grows with the faces that are followed at a time, not with the video.
 */
public final class FaceTracker {
    /** By what share of its side a box grows at each side in the second round. */
    private static final double WIDENING = 0.5;

    private final TrackingOptions options;
    private List<Track> tracks = List.of();
    private int given;
    private double now = Double.NEGATIVE_INFINITY;

    /** A tracker that has seen nothing. */
    public FaceTracker(TrackingOptions options) {
        this.options = options;
    }

    /**
     * Takes the faces that were found in a frame.
     *
     * @param time of the frame in seconds; not before the frame before
     * @param found all its faces
     * @return the faces in the same order, with their tracks and smoothed scores
     * @throws InvalidInputException if time runs backwards
     */
    public List<TrackedFace> update(double time, List<Recognition> found) {
        advance(time);
        tracks = tracks.stream()
                .filter(track -> track.missing(time) <= options.occlusionSeconds())
                .toList();
        Track[] trackOf = new Track[found.size()];
        pair(found, trackOf, (track, box) -> track.expected(time).overlap(box));
        pair(found, trackOf, (track, box) -> wideOverlap(track, box, time));
        unpaired(trackOf).forEach(track -> track.miss(time));
        List<Track> followed = new ArrayList<>(tracks);
        for (int i = 0; i < trackOf.length; i++) {
            if (trackOf[i] == null) {
                trackOf[i] = begin(found.get(i), time);
                followed.add(trackOf[i]);
            } else {
                trackOf[i].see(found.get(i), time);
            }
        }
        tracks = List.copyOf(followed);
        return Arrays.stream(trackOf).map(Track::found).toList();
    }

    private Track begin(Recognition first, double time) {
        given = Math.incrementExact(given);
        return new Track(given, first, time, options.smoothingSeconds());
    }

    /**
     * Where the faces should be in a frame in which nobody looked for them: those that were found when last somebody did.
     * Changes nothing.
     *
     * @param time of the frame in seconds; not before the last {@link #update}
     * @return the faces, marked as predicted, in the order of their tracks
     * @throws InvalidInputException if the time lies before the last update's
     */
    public List<TrackedFace> predict(double time) {
        requireNotBefore(time);
        return tracks.stream()
                .filter(track -> !track.isMissing())
                .map(track -> track.predicted(time))
                .toList();
    }

    /** How many tracks there have been: the highest number given. */
    public int tracksGiven() {
        return given;
    }

    /** How many faces are followed at present, those out of sight too. */
    int followed() {
        return tracks.size();
    }

    private void advance(double time) {
        requireNotBefore(time);
        now = time;
    }

    private void requireNotBefore(double time) {
        if (!(time >= now && Double.isFinite(time))) {
            throw new InvalidInputException("a frame at " + time + " s comes after one at " + now
                    + " s: expected times that do not run backwards");
        }
    }

    /** Pairs the faces that have no track with the tracks that have no face. */
    private void pair(List<Recognition> found, Track[] trackOf, ToDoubleBiFunction<Track, Box> overlap) {
        List<Track> free = unpaired(trackOf);
        double[][] gains = new double[free.size()][found.size()];
        for (int row = 0; row < gains.length; row++) {
            for (int face = 0; face < trackOf.length; face++) {
                double gain = trackOf[face] != null
                        ? 0
                        : overlap.applyAsDouble(free.get(row), found.get(face).box());
                gains[row][face] = gain >= options.leastOverlap() ? gain : 0;
            }
        }
        int[] faceOf = Assignment.best(gains, found.size());
        for (int row = 0; row < faceOf.length; row++) {
            if (faceOf[row] != Assignment.NONE) {
                trackOf[faceOf[row]] = free.get(row);
            }
        }
    }

    private List<Track> unpaired(Track[] trackOf) {
        List<Track> free = new ArrayList<>(tracks);
        free.removeAll(Arrays.asList(trackOf));
        return free;
    }

    private static double wideOverlap(Track track, Box found, double time) {
        Box wide = widened(found);
        return Math.max(
                widened(track.expected(time)).overlap(wide),
                widened(track.lastBox()).overlap(wide));
    }

    private static Box widened(Box box) {
        double across = WIDENING * box.width();
        double down = WIDENING * box.height();
        return new Box(box.x() - across, box.y() - down, box.width() + 2 * across, box.height() + 2 * down);
    }
}

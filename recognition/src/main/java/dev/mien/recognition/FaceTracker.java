package dev.mien.recognition;

import dev.mien.InvalidInputException;
import dev.mien.face.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Follows faces through a video's frames by their places: SORT (Bewley, Ge, Ott, Ramos and Upcroft, Simple Online and
 * Realtime Tracking, <a href="https://arxiv.org/abs/1602.00763">arXiv 1602.00763</a>). A Kalman filter of constant
 * velocity predicts the place of each face. The Hungarian method pairs tracks with faces so that the sum of the
 * overlaps is the greatest.
 *
 * <p>Three things differ from the paper. Motion is in seconds ({@link BoxMotion}), because frames come at uneven times
 * and some are skipped. A face has a track from its first frame on, not from the third, because each frame's answer
 * names the track. Unpaired tracks and faces are tried again with boxes twice as wide and high, around the predicted
 * place or the place of the last sighting, whichever fits better. This is the second round of C-BIoU (Yang et al.,
 * <a href="https://arxiv.org/abs/2211.14317">arXiv 2211.14317</a>), which catches fast faces, and the recovery by the
 * last observation of OC-SORT (Cao et al., <a href="https://arxiv.org/abs/2203.14360">arXiv 2203.14360</a>), for faces
 * that stopped behind an obstacle. The appearance of faces plays no part: two people who change places out of sight are
 * mistaken for each other.
 *
 * <p>Not thread-safe. Memory grows with the number of faces followed at a time, not with the video.
 */
public final class FaceTracker {
    /** The share of its side by which a box grows at each side in the second round. */
    private static final double WIDENING = 0.5;

    private final TrackingOptions options;
    private List<Track> tracks = List.of();
    private int given;
    private double now = Double.NEGATIVE_INFINITY;

    /** A tracker that has seen no frame. */
    public FaceTracker(TrackingOptions options) {
        this.options = options;
    }

    /**
     * Takes the faces found in a frame.
     *
     * @param time of the frame in seconds; not before the previous frame
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
     * Predicts the places of the faces in a frame that was not searched. It returns the faces found in the last
     * searched frame and changes nothing.
     *
     * @param time of the frame in seconds; not before the last {@link #update}
     * @return the faces, marked as predicted, in the order of their tracks
     * @throws InvalidInputException if the time is before the last update's
     */
    public List<TrackedFace> predict(double time) {
        requireNotBefore(time);
        return tracks.stream()
                .filter(track -> !track.isMissing())
                .map(track -> track.predicted(time))
                .toList();
    }

    /** The number of tracks so far, which is the highest track number. */
    public int tracksGiven() {
        return given;
    }

    /** The number of faces followed at present, including those out of sight. */
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

    /** Pairs the faces without a track with the tracks without a face. */
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

package dev.mien.recognition;

import dev.mien.EmotionScores;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import java.util.Optional;

/** One face over time: its motion and its smoothed scores. Its memory does not grow with its age. */
final class Track {
    private final int number;
    private final double timeConstant;
    private Recognition last;
    private BoxMotion motion;
    private double seenAt;
    private double missingSince = Double.POSITIVE_INFINITY;

    Track(int number, Recognition first, double time, double timeConstant) {
        this.number = number;
        this.timeConstant = timeConstant;
        last = first;
        motion = BoxMotion.of(first.box());
        seenAt = time;
    }

    /** The predicted place of the face, at a time not before its last sighting. */
    Box expected(double time) {
        return motion.after(time - seenAt).box();
    }

    /** The place of the last sighting. */
    Box lastBox() {
        return last.box();
    }

    /** Takes a sighting and smooths its scores. */
    void see(Recognition found, double time) {
        double elapsed = time - seenAt;
        motion = motion.after(elapsed).seen(found.box());
        last = new Recognition(
                found.box(),
                found.keypoints(),
                found.detectionScore(),
                smoothed(found.scores(), elapsed),
                found.ferPlus().map(scores -> smoothed(scores, elapsed)),
                found.unsureBelow());
        seenAt = time;
        missingSince = Double.POSITIVE_INFINITY;
    }

    private EmotionScores smoothed(EmotionScores scores, double elapsed) {
        return new EmotionScores(
                scores.labels(), ScoreSmoothing.step(last.scores().values(), scores.values(), elapsed, timeConstant));
    }

    private FerPlusScores smoothed(FerPlusScores scores, double elapsed) {
        return last.ferPlus()
                .map(before ->
                        new FerPlusScores(ScoreSmoothing.step(before.values(), scores.values(), elapsed, timeConstant)))
                .orElse(scores);
    }

    /** Records that a search did not find the face. */
    void miss(double time) {
        missingSince = Math.min(missingSince, time);
    }

    /** The seconds since the face was lost; 0 if the last search found it. */
    double missing(double time) {
        return Math.max(0, time - missingSince);
    }

    boolean isMissing() {
        return missingSince < Double.POSITIVE_INFINITY;
    }

    TrackedFace found() {
        return new TrackedFace(number, last, false);
    }

    /** The predicted face at a time without a search. */
    TrackedFace predicted(double time) {
        Box to = expected(time);
        Optional<Keypoints> keypoints =
                last.keypoints().map(places -> places.moved(place -> moved(place, last.box(), to)));
        Recognition face = new Recognition(
                to, keypoints, last.detectionScore(), last.scores(), last.ferPlus(), last.unsureBelow());
        return new TrackedFace(number, face, true);
    }

    private static Point moved(Point place, Box from, Box to) {
        return new Point(
                to.x() + (place.x() - from.x()) * to.width() / from.width(),
                to.y() + (place.y() - from.y()) * to.height() / from.height());
    }
}

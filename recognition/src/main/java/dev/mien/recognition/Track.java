package dev.mien.recognition;

import dev.mien.EmotionScores;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import java.util.Optional;

/** One face over time: where it goes, and its smoothed scores. Its size does not grow with its age. */
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

    /** Where the face is expected, at a time not before it was last seen. */
    Box expected(double time) {
        return motion.after(time - seenAt).box();
    }

    /** Where it was last seen. */
    Box lastBox() {
        return last.box();
    }

    /** Takes a sighting; the scores go into the smoothed ones. */
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
        return new EmotionScores(ScoreSmoothing.step(last.scores().values(), scores.values(), elapsed, timeConstant));
    }

    private FerPlusScores smoothed(FerPlusScores scores, double elapsed) {
        return last.ferPlus()
                .map(before ->
                        new FerPlusScores(ScoreSmoothing.step(before.values(), scores.values(), elapsed, timeConstant)))
                .orElse(scores);
    }

    /** Says that the face was looked for and not found. */
    void miss(double time) {
        missingSince = Math.min(missingSince, time);
    }

    /** How many seconds the face has been missing; 0 where it was found when it was last looked for. */
    double missing(double time) {
        return Math.max(0, time - missingSince);
    }

    boolean isMissing() {
        return missingSince < Double.POSITIVE_INFINITY;
    }

    TrackedFace found() {
        return new TrackedFace(number, last, false);
    }

    /** The face as it should stand at a time at which nobody looked. */
    TrackedFace predicted(double time) {
        Box to = expected(time);
        Optional<Keypoints> keypoints = last.keypoints().map(places -> places.moved(place -> moved(place, last.box(), to)));
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

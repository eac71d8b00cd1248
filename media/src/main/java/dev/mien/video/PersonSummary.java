package dev.mien.video;

import dev.mien.EmotionScores;
import dev.mien.Label;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a video showed of one person. Each frame counts for as long as it is shown, so variable frame rates and frames
 * that were not searched need no special care.
 *
 * @param track the person's number in the frames
 * @param presence when the person was in sight
 * @param mean the mean scores over the time in sight
 * @param peak the highest score of each class
 * @param timeShares the share of the time in sight in which each class was the strongest; they sum to 1
 * @param changes how often the strongest class changed from one frame with the person to the next
 * @param person the person's number in all pictures and videos that were read together; empty if people are not told
 *     apart, or the face never showed enough for that
 */
public record PersonSummary(
        int track,
        Presence presence,
        EmotionScores mean,
        Map<Label, Double> peak,
        Map<Label, Double> timeShares,
        int changes,
        OptionalInt person) {
    private static final double SECONDS_OF_MINUTE = 60;

    /** A person without a number in all files. */
    public PersonSummary(
            int track,
            Presence presence,
            EmotionScores mean,
            Map<Label, Double> peak,
            Map<Label, Double> timeShares,
            int changes) {
        this(track, presence, mean, peak, timeShares, changes, OptionalInt.empty());
    }

    /** Copies the maps. */
    public PersonSummary {
        peak = Map.copyOf(peak);
        timeShares = Map.copyOf(timeShares);
    }

    /**
     * When a person was in sight.
     *
     * @param first time of the first frame with the person, in seconds
     * @param last time of the last frame with the person, in seconds
     * @param seconds how long the frames with the person are shown
     * @param frames the number of frames with the person
     * @param share of all frames of the video, 0 to 1
     */
    public record Presence(double first, double last, double seconds, long frames, double share) {}

    /** Changes of the strongest class in a minute in sight. */
    public double changesPerMinute() {
        return presence.seconds > 0 ? SECONDS_OF_MINUTE * changes / presence.seconds : 0;
    }
}

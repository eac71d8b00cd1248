package dev.mien.video;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summary of a video.
 *
 * @param frames number of frames read
 * @param seconds length of the video to the end of the last frame
 * @param workSeconds time of the work
 * @param people that were followed, by their numbers
 * @param problem the file's problems in a sentence; the rest of the file was read
 */
public record VideoSummary(
        long frames, double seconds, double workSeconds, List<PersonSummary> people, Optional<String> problem) {
    /** Copies the list. */
    public VideoSummary {
        people = List.copyOf(people);
    }

    /** The same summary with another problem added. */
    VideoSummary and(Optional<String> other) {
        String both = Stream.of(problem, other).flatMap(Optional::stream).collect(Collectors.joining("; "));
        return new VideoSummary(
                frames, seconds, workSeconds, people, both.isEmpty() ? Optional.empty() : Optional.of(both));
    }

    /** The speed of the work in words, such as "2.4 times slower than real time"; without frames there is none. */
    public String speed() {
        double factor = realTimeFactor();
        if (factor == 0) {
            return "nothing to play";
        }
        return factor > 1
                ? String.format(Locale.ROOT, "%.1f times slower than real time", factor)
                : String.format(Locale.ROOT, "%.1f times faster than real time", 1 / factor);
    }

    /** Seconds of work per second of video; below 1 is faster than playback. 0 for a video without frames. */
    public double realTimeFactor() {
        return seconds > 0 ? workSeconds / seconds : 0;
    }
}

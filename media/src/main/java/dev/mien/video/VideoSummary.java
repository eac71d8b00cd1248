package dev.mien.video;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a video.
 *
 * @param frames read
 * @param seconds of video, to the end of the last frame
 * @param workSeconds that it took
 * @param tracks faces told apart
 * @param problem what was wrong with the file, in a sentence; what could be read was
 */
public record VideoSummary(long frames, double seconds, double workSeconds, int tracks, Optional<String> problem) {
    /** The same with what else was wrong. */
    VideoSummary and(Optional<String> other) {
        String both = Stream.of(problem, other).flatMap(Optional::stream).collect(Collectors.joining("; "));
        return new VideoSummary(
                frames, seconds, workSeconds, tracks, both.isEmpty() ? Optional.empty() : Optional.of(both));
    }

    /** Seconds of work for a second of video: below 1 is faster than the video plays. 0 for a video without frames. */
    public double realTimeFactor() {
        return seconds > 0 ? workSeconds / seconds : 0;
    }
}

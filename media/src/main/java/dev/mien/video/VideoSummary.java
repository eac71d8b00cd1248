package dev.mien.video;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The summary of a video.
 *
 * @param frames number of frames read
 * @param seconds length of the video to the end of the last frame
 * @param workSeconds time of the work
 * @param tracks number of faces told apart
 * @param problem the file's problems in a sentence; the rest of the file was read
 */
public record VideoSummary(long frames, double seconds, double workSeconds, int tracks, Optional<String> problem) {
    /** The same summary with another problem added. */
    VideoSummary and(Optional<String> other) {
        String both = Stream.of(problem, other).flatMap(Optional::stream).collect(Collectors.joining("; "));
        return new VideoSummary(
                frames, seconds, workSeconds, tracks, both.isEmpty() ? Optional.empty() : Optional.of(both));
    }

    /** Seconds of work per second of video; below 1 is faster than playback. 0 for a video without frames. */
    public double realTimeFactor() {
        return seconds > 0 ? workSeconds / seconds : 0;
    }
}

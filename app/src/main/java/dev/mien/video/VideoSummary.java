package dev.mien.video;

import java.util.Optional;

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
    /** Seconds of work for a second of video: below 1 is faster than the video plays. 0 for a video without frames. */
    public double realTimeFactor() {
        return seconds > 0 ? workSeconds / seconds : 0;
    }
}

package dev.mien.video;

import java.util.Optional;

/**
 * What came of a camera.
 *
 * @param frames looked at
 * @param dropped frames left out, because they came while others were looked at
 * @param seconds that it took
 * @param tracks faces told apart
 * @param problem why the camera gave no more, in a sentence; empty where it was asked for no more
 */
public record LiveSummary(long frames, long dropped, double seconds, int tracks, Optional<String> problem) {}

package dev.mien.video;

import java.util.Optional;

/**
 * The summary of a camera's session.
 *
 * @param frames number of processed frames
 * @param dropped number of frames dropped because they came while others were processed
 * @param seconds length of the session
 * @param tracks number of faces told apart
 * @param problem why the camera ended, in a sentence; empty if the program stopped it
 */
public record LiveSummary(long frames, long dropped, double seconds, int tracks, Optional<String> problem) {}

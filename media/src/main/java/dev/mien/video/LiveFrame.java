package dev.mien.video;

/**
 * A frame of a camera and the faces in it.
 *
 * @param tracked the frame; its number also counts dropped frames
 * @param dropped frames dropped since the start, because they came while others were searched
 * @param delaySeconds time from the frame's arrival to the result
 */
public record LiveFrame(TrackedFrame tracked, long dropped, double delaySeconds) {}

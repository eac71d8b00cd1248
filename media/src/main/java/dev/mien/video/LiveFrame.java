package dev.mien.video;

/**
 * A frame of a camera and the faces in it.
 *
 * @param tracked the frame; its number counts those that were left out, too
 * @param dropped frames left out since the beginning, because they came while others were looked at
 * @param delaySeconds from when the frame came to when its faces were known
 */
public record LiveFrame(TrackedFrame tracked, long dropped, double delaySeconds) {}

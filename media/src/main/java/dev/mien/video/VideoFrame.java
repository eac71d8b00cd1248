package dev.mien.video;

import dev.mien.image.RgbImage;

/**
 * A picture of a video.
 *
 * @param number of the frame, from 0
 * @param time at which it is shown, in seconds from the beginning of the file's first stream; grows from frame to frame
 * @param picture upright, its pixels square
 */
public record VideoFrame(long number, double time, RgbImage picture) {}

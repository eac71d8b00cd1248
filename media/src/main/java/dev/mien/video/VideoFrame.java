package dev.mien.video;

import dev.mien.image.RgbImage;

/**
 * A picture of a video.
 *
 * @param number of the frame, from 0
 * @param time of showing, in seconds from the start of the file's first stream; grows from frame to frame
 * @param picture upright, its pixels square
 */
public record VideoFrame(long number, double time, RgbImage picture) {}

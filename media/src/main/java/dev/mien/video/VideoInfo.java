package dev.mien.video;

import java.util.OptionalDouble;

/**
 * What a video's file says of itself before its frames are read.
 *
 * @param width of the upright picture with square pixels, in pixels
 * @param height of the same
 * @param frameRate frames a second in the mean; above 0
 * @param seconds how long it lasts; empty where the file does not say so, and not exact in some formats
 * @param codec FFmpeg's name of how the pictures are coded, as {@code h264}
 * @param sound whether it has sound
 */
public record VideoInfo(int width, int height, double frameRate, OptionalDouble seconds, String codec, boolean sound) {}

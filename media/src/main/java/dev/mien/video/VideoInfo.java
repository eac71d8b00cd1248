package dev.mien.video;

import java.util.OptionalDouble;

/**
 * A video file's description of itself, before its frames are read.
 *
 * @param width of the upright picture with square pixels, in pixels
 * @param height of the same
 * @param frameRate mean frames per second, above 0
 * @param seconds length; empty if the file does not state it, and inexact in some formats
 * @param codec FFmpeg's name of the pictures' codec, such as {@code h264}
 * @param sound whether the file has sound
 */
public record VideoInfo(int width, int height, double frameRate, OptionalDouble seconds, String codec, boolean sound) {}

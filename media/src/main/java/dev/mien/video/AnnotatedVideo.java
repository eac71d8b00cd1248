package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.recognition.TrackedFace;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The video to be written.
 *
 * @param file its name ends in .mp4, .m4v, .mov or .mkv
 * @param painter makes the picture to be written of a frame's picture and its faces, in the same size
 */
public record AnnotatedVideo(Path file, BiFunction<RgbImage, List<TrackedFace>, BufferedImage> painter) {}

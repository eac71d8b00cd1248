package dev.mien.video;

import dev.mien.image.RgbImage;
import dev.mien.recognition.TrackedFace;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The video to write.
 *
 * @param file whose name ends in .mp4, .m4v, .mov or .mkv
 * @param painter draws the faces of a frame into its picture; the size stays
 */
public record AnnotatedVideo(Path file, BiFunction<RgbImage, List<TrackedFace>, BufferedImage> painter) {}

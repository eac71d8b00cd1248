package dev.mien.video;

import dev.mien.drawing.AnnotatedFrames;
import dev.mien.drawing.MarkedFace;
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
public record AnnotatedVideo(Path file, BiFunction<RgbImage, List<TrackedFace>, BufferedImage> painter) {

    /** A video with a box and a label at each face. */
    public static AnnotatedVideo marked(Path file) {
        AnnotatedFrames artist = new AnnotatedFrames();
        return new AnnotatedVideo(file, (picture, faces) -> {
            BufferedImage frame = picture.toBufferedImage();
            artist.paint(
                    frame,
                    faces.stream()
                            .map(face -> MarkedFace.of(face.recognition(), face.track()))
                            .toList());
            return frame;
        });
    }
}

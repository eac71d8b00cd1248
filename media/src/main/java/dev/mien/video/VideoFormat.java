package dev.mien.video;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The format of a video to write.
 *
 * @param width of the pictures, at least 16 pixels
 * @param height of the pictures, at least 16 pixels; the area is at most 4096 x 2304 pixels, landscape or portrait
 * @param frameRate approximate frames per second, above 0; it decides the bit rate and the length of the last frame;
 *     other frames keep the times that they are written with
 * @param sound a file whose sound is used; empty for a silent video
 */
public record VideoFormat(int width, int height, double frameRate, Optional<Path> sound) {
    private static final int LEAST_SIDE = 16;

    /** OpenH264's limit, the limit of H.264's level 5.2: 36,864 blocks of 16 x 16. */
    private static final long MOST_PIXELS = 4096L * 2304;

    /** Checks the ranges. */
    public VideoFormat {
        if (width < LEAST_SIDE || height < LEAST_SIDE || even(width) * even(height) > MOST_PIXELS) {
            throw new InvalidInputException("a video of " + width + "x" + height
                    + " cannot be written, expected sides from " + LEAST_SIDE + " pixels on and at most " + MOST_PIXELS
                    + " pixels in all");
        }
        if (!(frameRate > 0 && Double.isFinite(frameRate))) {
            throw new InvalidInputException("the frame rate of a video is " + frameRate + ", expected above 0");
        }
    }

    private static long even(int side) {
        return side + side % 2;
    }

    /** The size, frame rate and sound of a video that is read. */
    public static VideoFormat like(VideoReader video) {
        VideoInfo info = video.info();
        return new VideoFormat(
                info.width(),
                info.height(),
                info.frameRate(),
                info.sound() ? Optional.of(video.file()) : Optional.empty());
    }
}

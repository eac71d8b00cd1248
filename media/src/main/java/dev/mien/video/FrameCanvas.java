package dev.mien.video;

import dev.mien.image.RgbImage;
import java.util.Arrays;

/**
 * What an animation shows: frames are laid over each other on an empty canvas. It has red, green and blue, which are
 * not multiplied by the opacity, and the opacity.
 */
final class FrameCanvas {
    static final int CHANNELS = 4;
    private static final int OPAQUE = 255;

    private final int width;
    private final int height;
    private final byte[] pixels;

    FrameCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
    }

    /** Whether a frame is within the canvas. */
    boolean holds(WebpFrame frame) {
        return frame.left() + frame.width() <= width && frame.top() + frame.height() <= height;
    }

    /** @param values of the frame, row by row */
    void show(WebpFrame frame, byte[] values) {
        for (int y = 0; y < frame.height(); y++) {
            int target = place(frame, y);
            int source = y * frame.width() * CHANNELS;
            if (!frame.isBlended()) {
                System.arraycopy(values, source, pixels, target, frame.width() * CHANNELS);
                continue;
            }
            for (int x = 0; x < frame.width(); x++) {
                blend(values, source + x * CHANNELS, target + x * CHANNELS);
            }
        }
    }

    /** RFC 9649, 2.7.1.1, with the opacity in units of 1/255. */
    private void blend(byte[] values, int source, int target) {
        int over = values[source + 3] & 0xff;
        int under = (pixels[target + 3] & 0xff) * (OPAQUE - over);
        int whole = over * OPAQUE + under;
        if (whole == 0) {
            return;
        }
        for (int channel = 0; channel < 3; channel++) {
            int sum = (values[source + channel] & 0xff) * over * OPAQUE + (pixels[target + channel] & 0xff) * under;
            pixels[target + channel] = (byte) ((sum + whole / 2) / whole);
        }
        pixels[target + 3] = (byte) ((whole + OPAQUE / 2) / OPAQUE);
    }

    /** Empties the place of a frame. */
    void clear(WebpFrame frame) {
        for (int y = 0; y < frame.height(); y++) {
            int target = place(frame, y);
            Arrays.fill(pixels, target, target + frame.width() * CHANNELS, (byte) 0);
        }
    }

    private int place(WebpFrame frame, int y) {
        return ((frame.top() + y) * width + frame.left()) * CHANNELS;
    }

    /** What is seen over white. */
    RgbImage picture() {
        return RgbImage.of(width, height, overWhite(pixels));
    }

    /** Red, green and blue of pixels with opacity over white. */
    static byte[] overWhite(byte[] pixels) {
        byte[] seen = new byte[pixels.length / CHANNELS * RgbImage.CHANNELS];
        for (int i = 0, next = 0; i < pixels.length; i += CHANNELS) {
            int opacity = pixels[i + 3] & 0xff;
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                int sum = (pixels[i + channel] & 0xff) * opacity + OPAQUE * (OPAQUE - opacity);
                seen[next++] = (byte) ((sum + OPAQUE / 2) / OPAQUE);
            }
        }
        return seen;
    }
}

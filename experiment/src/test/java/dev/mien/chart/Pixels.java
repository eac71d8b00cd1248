package dev.mien.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/** Looks at the pixels of charts. */
final class Pixels {
    private Pixels() {}

    /** How many pixels have a colour. */
    static long count(BufferedImage image, Color color) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
    }
}

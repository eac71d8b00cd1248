package dev.mien.face;

import dev.mien.Emotion;
import dev.mien.image.RgbImage;
import dev.mien.testing.DrawnPerson;
import java.util.Arrays;

/** Drawn persons on an even grey, or on a background. */
public final class DrawnPicture {
    static final int GRAY = 110;

    /** How many times as large a turned person is drawn as it stands in the picture. */
    private static final int FINER = 3;

    private final int width;
    private final int height;
    private final byte[] pixels;

    public DrawnPicture(int width, int height) {
        this(width, height, new byte[width * height * RgbImage.CHANNELS]);
        Arrays.fill(pixels, (byte) GRAY);
    }

    private DrawnPicture(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Persons are drawn on this picture. */
    public static DrawnPicture onto(RgbImage background) {
        byte[] pixels = new byte[background.width() * background.height() * RgbImage.CHANNELS];
        background.copyPixels(pixels);
        return new DrawnPicture(background.width(), background.height(), pixels);
    }

    /**
     * Puts a neutral person. What lies beyond the picture is cut off.
     *
     * @param x of the square that the face fills
     * @param y likewise; the shoulders follow below the square
     * @param side of the square
     */
    public DrawnPicture with(int x, int y, int side, long seed) {
        return with(Emotion.NEUTRAL, x, y, side, seed);
    }

    /** Puts a person with an emotion. */
    public DrawnPicture with(Emotion emotion, int x, int y, int side, long seed) {
        RgbImage person = DrawnPerson.draw(emotion, seed, side);
        for (int row = Math.max(0, -y); row < Math.min(person.height(), height - y); row++) {
            int first = Math.max(0, -x);
            int count = Math.min(side, width - x) - first;
            byte[] line = new byte[side * RgbImage.CHANNELS];
            person.copyRow(0, row, side, line);
            int at = ((y + row) * width + x + first) * RgbImage.CHANNELS;
            System.arraycopy(line, first * RgbImage.CHANNELS, pixels, at, count * RgbImage.CHANNELS);
        }
        return this;
    }

    /**
     * Puts a turned person, as if a photo lay there. What lies beyond the picture is cut off.
     *
     * @param centreX of the square that the face fills; it may lie beyond the picture
     * @param centreY likewise
     * @param side of the square
     * @param degrees by how much it is turned clockwise
     */
    public DrawnPicture turned(Emotion emotion, long seed, double centreX, double centreY, int side, double degrees) {
        RgbImage person = DrawnPerson.draw(emotion, seed, FINER * side);
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double across = x + 0.5 - centreX;
                double down = y + 0.5 - centreY;
                double u = (across * cosine + down * sine + side / 2.0) * FINER;
                double v = (down * cosine - across * sine + side / 2.0) * FINER;
                if (u >= 0 && v >= 0 && u < person.width() && v < person.height()) {
                    put(x, y, person, u, v);
                }
            }
        }
        return this;
    }

    /** Puts the mean of {@value #FINER} x {@value #FINER} pixels around a place. */
    private void put(int x, int y, RgbImage person, double u, double v) {
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int sum = 0;
            for (int i = 0; i < FINER * FINER; i++) {
                int column = within(u + i % FINER - FINER / 2.0 + 0.5, person.width());
                int row = within(v + i / FINER - FINER / 2.0 + 0.5, person.height());
                sum += person.value(column, row, channel);
            }
            pixels[(y * width + x) * RgbImage.CHANNELS + channel] = (byte) (sum / (FINER * FINER));
        }
    }

    private static int within(double place, int side) {
        return (int) Math.max(0, Math.min(side - 1, place));
    }

    /**
     * Where CenterFace has its box, on average of 24 persons: from the forehead to the chin of a face in such a square.
     */
    public static Box box(double x, double y, double side) {
        return new Box(x + 0.19 * side, y + 0.16 * side, 0.62 * side, 0.74 * side);
    }

    public RgbImage picture() {
        return RgbImage.of(width, height, pixels);
    }
}

package dev.mien.augmentation;

import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;

/**
 * Ten views of a picture. A judged model's scores are averaged over them (Krizhevsky, Sutskever and Hinton, "ImageNet
 * classification with deep convolutional neural networks", 2012). They are five windows of the network's size, one at
 * the picture's centre and one towards each corner, and their mirror images.
 *
 * <p>If the picture is larger than the window, a moved window stands in the corner. Otherwise it moves by 1/24 of its
 * side each way (2 pixels of 48, as corners of 44 pixels would) and shows the nearest pixel beyond the border. Windows
 * stand on whole pixels, so nothing is interpolated. If picture and window have the same size, the first view is the
 * picture itself. Thread-safe.
 */
public final class TenViews {
    /** Number of views. */
    public static final int COUNT = 10;

    private static final int PARTS_OF_SIDE = 24;
    private static final int[] DIRECTIONS_X = {0, -1, 1, -1, 1};
    private static final int[] DIRECTIONS_Y = {0, -1, -1, 1, 1};

    private final int width;
    private final int height;

    /** @param width of the network's input in pixels, at least 1; so is the height */
    public TenViews(int width, int height) {
        if (width < 1 || height < 1) {
            throw new InvalidInputException("views have a size of " + width + "x" + height + ", expected at least 1x1");
        }
        this.width = width;
        this.height = height;
    }

    /**
     * One view.
     *
     * @param number 0 to 9: centre, upper left, upper right, lower left, lower right, then their mirror images
     * @return a picture of the network's size
     * @throws InvalidInputException if the picture is smaller than that
     */
    public GrayImage of(GrayImage picture, int number) {
        requireFit(picture, number);
        int window = number % DIRECTIONS_X.length;
        boolean mirrored = number >= DIRECTIONS_X.length;
        int left = start(picture.width(), width, DIRECTIONS_X[window]);
        int top = start(picture.height(), height, DIRECTIONS_Y[window]);
        byte[] view = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = inside(top + y, picture.height());
            for (int x = 0; x < width; x++) {
                int column = left + (mirrored ? width - 1 - x : x);
                view[y * width + x] = (byte) picture.pixel(inside(column, picture.width()), row);
            }
        }
        return GrayImage.of(width, height, view);
    }

    /** The start of a window along one axis. */
    private static int start(int picture, int window, int direction) {
        int slack = picture - window;
        int centre = slack / 2;
        if (slack == 0) {
            return direction * Math.max(1, Math.round((float) window / PARTS_OF_SIDE));
        }
        return direction == 0 ? centre : direction < 0 ? 0 : slack;
    }

    private static int inside(int position, int size) {
        return Math.max(0, Math.min(size - 1, position));
    }

    private void requireFit(GrayImage picture, int number) {
        if (number < 0 || number >= COUNT) {
            throw new InvalidInputException("the number of a view is " + number + ", expected 0 to " + (COUNT - 1));
        }
        if (picture.width() < width || picture.height() < height) {
            throw new InvalidInputException("a picture of " + picture.width() + "x" + picture.height()
                    + " is too small for views of " + width + "x" + height + ": enlarge it first");
        }
    }
}

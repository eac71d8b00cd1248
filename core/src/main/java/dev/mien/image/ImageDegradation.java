package dev.mien.image;

import java.util.SplittableRandom;

/**
 * Makes pictures worse, as a worse lens or sensor would. Lengths are in pixels of a picture {@value #SIDE} wide and
 * grow with the picture. For JPEG see {@link Jpeg#recompressed}.
 */
public final class ImageDegradation {
    /** Width of the picture in whose pixels lengths are given. */
    public static final int SIDE = 48;

    private ImageDegradation() {}

    /**
     * An unsharp picture: a Gaussian blur, cut off at three sigma. Beyond the border stands the nearest pixel.
     *
     * @param sigma above 0, at most {@value #SIDE}
     */
    public static GrayImage blurred(GrayImage picture, double sigma) {
        int width = picture.width();
        int height = picture.height();
        double[] kernel = kernel(sigma * width / SIDE);
        int reach = kernel.length / 2;
        double[] wide = new double[width * height];
        for (int i = 0; i < wide.length; i++) {
            for (int k = -reach; k <= reach; k++) {
                int x = Math.max(0, Math.min(width - 1, i % width + k));
                wide[i] += kernel[k + reach] * picture.pixel(x, i / width);
            }
        }
        return picture.mapped(i -> {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int y = Math.max(0, Math.min(height - 1, i / width + k));
                sum += kernel[k + reach] * wide[y * width + i % width];
            }
            return sum;
        });
    }

    private static double[] kernel(double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = StrictMath.exp(-k * k / (2 * sigma * sigma));
            sum += kernel[k + reach];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    /**
     * Normally distributed noise, independent for each pixel.
     *
     * @param deviation in grey levels, 0 to 255
     * @param seed the same seed gives the same noise
     */
    public static GrayImage noisy(GrayImage picture, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return picture.mapped(i -> picture.pixel(i) + deviation * normal(random));
    }

    /** Box and Muller, 1958. Java may change the algorithm of nextGaussian. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /**
     * A face far from the camera: the picture is reduced and enlarged again. A picture that is not larger than that
     * stays unchanged.
     *
     * @param width reduced width in pixels, at least 1; the height follows
     */
    public static GrayImage coarse(GrayImage picture, int width) {
        if (picture.width() <= width) {
            return picture;
        }
        int height = Math.max(1, Math.round((float) picture.height() * width / picture.width()));
        return picture.resized(width, height).resized(picture.width(), picture.height());
    }
}

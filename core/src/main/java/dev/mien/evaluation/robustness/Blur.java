package dev.mien.evaluation.robustness;

import dev.mien.image.GrayImage;

/**
 * Out of focus: a Gaussian, cut off at three sigma; beyond the border stands the nearest pixel.
 *
 * @param sigma in pixels of a picture 48 wide, 0.1 to 24
 */
public record Blur(double sigma) implements Disturbance {
    public Blur {
        Grays.require("the blur's sigma", sigma, 0.1, 24);
    }

    @Override
    public String kind() {
        return "blur";
    }

    @Override
    public String severity() {
        return "sigma " + Grays.number(sigma) + " px";
    }

    @Override
    public GrayImage apply(GrayImage picture, long seed) {
        int width = picture.width();
        int height = picture.height();
        double[] kernel = kernel(sigma * width / Grays.SIDE);
        int reach = kernel.length / 2;
        double[] wide = new double[width * height];
        for (int i = 0; i < wide.length; i++) {
            for (int k = -reach; k <= reach; k++) {
                int x = Math.max(0, Math.min(width - 1, i % width + k));
                wide[i] += kernel[k + reach] * picture.pixel(x, i / width);
            }
        }
        return Grays.map(picture, i -> {
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
}

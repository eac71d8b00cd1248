package dev.mien.audit;

import dev.mien.dataset.Dataset;
import java.util.List;
import java.util.stream.IntStream;

/** How much content each picture has. */
final class PictureContent {
    /**
     * The standard deviation of grey levels below which a picture is nearly constant. The lowest of FER2013's faces is
     * 9.
     */
    static final double LEAST_DEVIATION = 5;

    private static final int PIXELS_AT_ONCE = 1 << 16;

    private final double[] deviations;

    private PictureContent(double[] deviations) {
        this.deviations = deviations;
    }

    static PictureContent of(Dataset data) {
        double[] deviations = new double[data.size()];
        int chunk = Math.max(1, PIXELS_AT_ONCE / data.pixelsPerSample());
        IntStream.range(0, (data.size() + chunk - 1) / chunk).parallel().forEach(c -> {
            byte[] pixels = new byte[data.pixelsPerSample()];
            for (int i = c * chunk; i < Math.min(data.size(), (c + 1) * chunk); i++) {
                data.copyPixels(i, pixels, 0);
                deviations[i] = deviation(pixels);
            }
        });
        return new PictureContent(deviations);
    }

    private static double deviation(byte[] pixels) {
        long sum = 0;
        long squares = 0;
        for (byte pixel : pixels) {
            int gray = pixel & 0xff;
            sum += gray;
            squares += (long) gray * gray;
        }
        long n = pixels.length;
        return Math.sqrt(n * squares - sum * sum) / n;
    }

    /** Pictures of one grey level. */
    List<Integer> blank() {
        return where(0, Double.MIN_VALUE);
    }

    /** Pictures that are nearly constant, but not blank. */
    List<Integer> flat() {
        return where(Double.MIN_VALUE, LEAST_DEVIATION);
    }

    boolean isVisible(int index) {
        return deviations[index] >= LEAST_DEVIATION;
    }

    private List<Integer> where(double least, double below) {
        return IntStream.range(0, deviations.length)
                .filter(i -> deviations[i] >= least && deviations[i] < below)
                .boxed()
                .toList();
    }
}

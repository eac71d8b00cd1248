package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import dev.mien.nn.Shape;
import org.bytedeco.pytorch.Tensor;

/**
 * The part of a batch normalisation that the blocks share, channel by channel in 64 bits: statistics of a batch from
 * sums over its images, and the gradients from sums over theirs. The blocks' kernels make these sums.
 */
final class BlockNormalization {
    private final Normalization normalization;
    private final Shape size;
    private final MapRows rows;
    private final Channels channels;

    /**
     * What a batch showed.
     *
     * @param values of each channel
     */
    record Found(double[] gamma, double[] mean, double[] inverseDeviation, double values) {}

    /** The gradients of both parameters. */
    record Gradients(double[] ofBeta, double[] ofGamma) {}

    /**
     * @param size of an image's maps
     * @param widthOfRows that the kernels' loops go over, even
     */
    BlockNormalization(Normalization normalization, Shape size, Precision precision, int widthOfRows) {
        this.normalization = normalization;
        this.size = size;
        rows = MapRows.of(precision, widthOfRows, size.channels());
        channels = new Channels(size.channels());
    }

    /** With the moving averages, as it is done outside training. */
    Tensor infer(Tensor batch) {
        return normalization.infer(batch);
    }

    /** Room for sums of each image and channel. */
    double[][] sums(int images) {
        return new double[images][size.channels()];
    }

    double[] gamma() {
        return channels.doubles(normalization.gamma().value());
    }

    private double[] beta() {
        return channels.doubles(normalization.beta().value());
    }

    /** 1, or -1 where gamma is negative, spread over half a row. */
    float[] signs(double[] gamma) {
        return rows.spread(channels.each(i -> gamma[i] < 0 ? -1 : 1));
    }

    /** The statistics of a batch, towards which the moving averages go. */
    Found learn(double[] gamma, double[][] totals, double[][] squares, Pass pass) {
        double values = (double) totals.length * size.height() * size.width();
        double[] mean = channels.total(totals, values);
        double[] square = channels.total(squares, values);
        double[] variance = channels.each(i -> Math.max(0, square[i] - mean[i] * mean[i]));
        normalization.learn(channels.tensor(mean), channels.tensor(variance), pass);
        double[] inverse = channels.each(i -> 1 / Math.sqrt(variance[i] + BatchNormalization.EPSILON));
        return new Found(gamma, mean, inverse, values);
    }

    /**
     * Slopes of the normalisation.
     *
     * @param divisor of all of them
     */
    double[] slope(Found found, double divisor) {
        return channels.each(i -> found.gamma()[i] * found.inverseDeviation()[i] / divisor);
    }

    /** The line of a normalisation with these slopes, whose beta is divided as the slopes are. */
    RowLoops.Lines lines(Found found, double[] slope, double divisor) {
        double[] beta = beta();
        return lines(slope, channels.each(i -> beta[i] / divisor - slope[i] * found.mean()[i]));
    }

    private RowLoops.Lines lines(double[] slope, double[] offset) {
        return new RowLoops.Lines(spread(slope), spread(offset));
    }

    float[] spread(double[] ofChannels) {
        return rows.spread(ofChannels);
    }

    /**
     * Sets the gradients of beta and gamma.
     *
     * @param totals over gradients
     * @param products over their products with the values that are normalised
     * @param divisor of both
     */
    Gradients learnGradients(Found found, double[][] totals, double[][] products, double divisor) {
        double[] ofBeta = channels.total(totals, divisor);
        double[] withValues = channels.total(products, divisor);
        double[] ofGamma =
                channels.each(i -> found.inverseDeviation()[i] * (withValues[i] - found.mean()[i] * ofBeta[i]));
        normalization.beta().gradient().copy_(channels.tensor(ofBeta));
        normalization.gamma().gradient().copy_(channels.tensor(ofGamma));
        return new Gradients(ofBeta, ofGamma);
    }

    /** What is taken from each value's gradient, as a line in the value. */
    RowLoops.Lines correction(Found found, Gradients gradients) {
        double[] share = slope(found, found.values());
        double[] slope = channels.each(
                i -> share[i] * found.inverseDeviation()[i] * gradients.ofGamma()[i]);
        return lines(slope, channels.each(i -> share[i] * gradients.ofBeta()[i] - slope[i] * found.mean()[i]));
    }
}

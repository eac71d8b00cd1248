package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import dev.mien.nn.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation, ReLU and, where asked, 2x2 max pooling of a convolution's sums, in the order that residual networks
 * have: each way two passes over the sums, of which one is over a quarter of as many values where there is pooling.
 *
 * <p>Normalisation is a line of slope gamma / deviation and the ReLU never falls, so that pooling may go first, to the largest
 * sum of a window, or to the smallest where gamma is negative. With N sums of a channel, the gradient of a sum is
 *
 * <pre>slope * let-through gradient - slope / N * (gradients' sum + normalised * sum of (gradient * normalised))</pre>
 *
 * where the ReLU lets a gradient through above 0, and pooling lets it through to the first of a window's equal largest values.
 * Statistics are summed in 32 bits along an image's columns and in 64 bits from there on, image after image, whatever the
 * number of threads.
 */
final class NormalizationBlockModule implements Module {
    private static final long[] WINDOW = {2, 2};
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    private final Normalization normalization;
    private final Shape size;
    private final boolean pools;
    private final Precision precision;
    private final Workers workers;
    private final MapRows rows;
    private final Channels channels;
    private final Kernel[] kernels;
    private float[][] pooled = new float[0][];
    private float[][] kept = new float[0][];
    private @Nullable Work work;

    /** The loops over one image. {@code pooled} and {@code kept} hold the values of an image after pooling, from pass to pass. */
    interface Kernel {

        /** Values of an image after pooling; 0 without. */
        int pooledSize();

        /** Sums over the values and their squares, and fills {@code pooled}. */
        void statistics(ByteBuffer maps, float[] signs, float[] pooled, double[] total, double[] squares);

        void normalize(ByteBuffer maps, float[] pooled, RowLoops.Lines lines, ByteBuffer output);

        /** Sums over the gradients that the ReLU lets through and over their products with the values; fills {@code kept}. */
        void gradientSums(
                ByteBuffer gradient,
                ByteBuffer maps,
                float[] pooled,
                float[] kept,
                RowLoops.Lines lines,
                double[] total,
                double[] withValues);

        /**
         * Overwrites the maps with their gradients.
         *
         * @param lines of the normalisation
         * @param correction what is taken from each gradient
         */
        void gradient(
                ByteBuffer gradient,
                ByteBuffer maps,
                float[] pooled,
                float[] kept,
                float[] signs,
                RowLoops.Lines lines,
                RowLoops.Lines correction);
    }

    /** What the forward pass found out, for the backward pass. */
    private record Work(
            Tensor sums,
            float[] signs,
            RowLoops.Lines lines,
            double[] slope,
            double[] mean,
            double[] inverseDeviation) {}

    /** Whether the block computes maps of this size; the modules of its parts compute the others. */
    static boolean fits(Shape input, boolean pools) {
        return input.channels() % 2 == 0 && (!pools || input.width() % 2 == 0 && input.height() % 2 == 0);
    }

    /** The width of rows whose halves the loops go over: where a row has no half, a pair of rows has one. */
    static int widthOfRows(int width) {
        return width % 2 == 0 ? width : 2 * width;
    }

    /** @param size of the input; it {@link #fits} */
    NormalizationBlockModule(
            Normalization normalization, Shape size, boolean pools, Precision precision, Workers workers) {
        this.normalization = normalization;
        this.size = size;
        this.pools = pools;
        this.precision = precision;
        this.workers = workers;
        rows = MapRows.of(precision, widthOfRows(size.width()), size.channels());
        channels = new Channels(size.channels());
        kernels = new Kernel[workers.count()];
        Arrays.setAll(kernels, i -> kernel());
    }

    private Kernel kernel() {
        return pools
                ? new PoolingNormalizationKernel(precision, size.height(), size.width(), size.channels())
                : new NormalizationKernel(precision, size.height(), size.width(), size.channels());
    }

    @Override
    public boolean reusesGradient() {
        return false;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = Tensors.channelsLast(batch);
        if (!pass.training()) {
            Tensor rectified = normalization.infer(sums).relu_();
            return pools ? torch.max_pool2d(rectified, WINDOW, WINDOW, NONE, ONE, false) : rectified;
        }
        int count = reserve(sums);
        double[] gamma = channels.doubles(normalization.gamma().value());
        double[] beta = channels.doubles(normalization.beta().value());
        float[] signs = rows.spread(channels.each(i -> gamma[i] < 0 ? -1 : 1));
        double[][] totals = new double[count][size.channels()];
        double[][] squares = new double[count][size.channels()];
        workers.forEach(
                count,
                (i, worker) ->
                        kernels[worker].statistics(Tensors.image(sums, i), signs, pooled[i], totals[i], squares[i]));
        double values = values(count);
        double[] mean = channels.total(totals, values);
        double[] square = channels.total(squares, values);
        double[] variance = channels.each(i -> Math.max(0, square[i] - mean[i] * mean[i]));
        normalization.learn(channels.tensor(mean), channels.tensor(variance), pass);
        double[] inverse = channels.each(i -> 1 / Math.sqrt(variance[i] + BatchNormalization.EPSILON));
        double[] slope = channels.each(i -> gamma[i] * inverse[i]);
        RowLoops.Lines lines = lines(slope, channels.each(i -> beta[i] - slope[i] * mean[i]));
        work = new Work(sums, signs, lines, slope, mean, inverse);
        return normalize(sums, lines, count);
    }

    private double values(int count) {
        return (double) count * size.height() * size.width();
    }

    private Tensor normalize(Tensor sums, RowLoops.Lines lines, int count) {
        int part = pools ? 2 : 1;
        Tensor output = Tensors.emptyMaps(
                Tensors.type(precision), count, size.channels(), size.height() / part, size.width() / part);
        workers.forEach(
                count,
                (i, worker) ->
                        kernels[worker].normalize(Tensors.image(sums, i), pooled[i], lines, Tensors.image(output, i)));
        return output;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Work found = Saved.take(work);
        work = null;
        Tensor sums = found.sums();
        int count = Math.toIntExact(sums.size(0));
        Tensor dense = Tensors.channelsLast(gradient);
        double[][] totals = new double[count][size.channels()];
        double[][] products = new double[count][size.channels()];
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].gradientSums(
                        Tensors.image(dense, i),
                        Tensors.image(sums, i),
                        pooled[i],
                        kept[i],
                        found.lines(),
                        totals[i],
                        products[i]));
        double[] ofBeta = channels.total(totals, 1);
        double[] withValues = channels.total(products, 1);
        double[] ofGamma =
                channels.each(i -> found.inverseDeviation()[i] * (withValues[i] - found.mean()[i] * ofBeta[i]));
        normalization.beta().gradient().copy_(channels.tensor(ofBeta));
        normalization.gamma().gradient().copy_(channels.tensor(ofGamma));
        RowLoops.Lines correction = correction(found, count, ofBeta, ofGamma);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].gradient(
                        Tensors.image(dense, i),
                        Tensors.image(sums, i),
                        pooled[i],
                        kept[i],
                        found.signs(),
                        found.lines(),
                        correction));
        return sums;
    }

    private RowLoops.Lines correction(Work found, int count, double[] ofBeta, double[] ofGamma) {
        double[] share = channels.each(i -> found.slope()[i] / values(count));
        double[] slope = channels.each(i -> share[i] * found.inverseDeviation()[i] * ofGamma[i]);
        return lines(slope, channels.each(i -> share[i] * ofBeta[i] - slope[i] * found.mean()[i]));
    }

    private RowLoops.Lines lines(double[] slope, double[] offset) {
        return new RowLoops.Lines(rows.spread(slope), rows.spread(offset));
    }

    private int reserve(Tensor sums) {
        int count = Math.toIntExact(sums.size(0));
        if (pooled.length < count) {
            pooled = new float[count][kernels[0].pooledSize()];
            kept = new float[count][kernels[0].pooledSize()];
        }
        return count;
    }
}

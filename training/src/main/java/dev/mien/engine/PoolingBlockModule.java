package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import dev.mien.nn.Shape;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * ReLU, batch normalisation, 2x2 max pooling and dropout of a convolution's sums: each way one pass over
 * the sums and one over a quarter of as many values.
 *
 * <p>Normalisation is, for each channel, a line of slope gamma / deviation. The largest value of a window is thus where the
 * input is largest, or smallest where gamma is negative: pooling may go first, and normalisation and dropout then work on a
 * quarter of the values. With N values of a channel, the gradient of a sum is
 *
 * <pre>[sum above 0] (slope * routed gradient - slope / N * (gradients' sum + normalised * sum of (gradient * normalised)))</pre>
 *
 * of which all but the routed gradient is a line in the rectified value, known before the second pass back begins. A window's
 * gradient goes to the first of its equal largest values, as torch and TensorFlow have it. Statistics are summed in 32 bits
 * along an image's columns and in 64 bits from there on, image after image, whatever the number of threads.
 */
final class PoolingBlockModule implements Module {
    private static final long[] WINDOW = {2, 2};
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    private final Normalization normalization;
    private final Shape size;
    private final double keep;
    private final long layer;
    private final Precision precision;
    private final Workers workers;
    private final MapRows rows;
    private final Channels channels;
    private final PoolingKernel[] kernels;
    private float[][] pooled = new float[0][];
    private float[][] kept = new float[0][];
    private @Nullable Work work;

    /** Whether the block computes maps of this size; the modules of its parts compute the others. */
    static boolean fits(Shape input) {
        return input.height() % 2 == 0 && input.width() % 2 == 0 && input.channels() % 2 == 0;
    }

    /** What the forward pass found out, for the backward pass. */
    private record Work(
            Tensor sums,
            long seed,
            float[] signs,
            double[] gamma,
            double[] mean,
            double[] inverseDeviation,
            long valuesPerChannel) {}

    /**
     * @param size of the input; it {@link #fits}
     * @param rate of dropout, 0 for none
     * @param layer number that tells this layer's draws from another's
     */
    PoolingBlockModule(
            Normalization normalization, Shape size, double rate, long layer, Precision precision, Workers workers) {
        this.normalization = normalization;
        this.size = size;
        this.keep = DropoutMask.keep(rate);
        this.layer = layer;
        this.precision = precision;
        this.workers = workers;
        rows = MapRows.of(precision, size.width(), size.channels());
        channels = new Channels(size.channels());
        kernels = new PoolingKernel[workers.count()];
        Arrays.setAll(kernels, i -> new PoolingKernel(precision, size.height(), size.width(), size.channels(), rate));
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = Tensors.channelsLast(batch);
        if (!pass.training()) {
            return torch.max_pool2d(normalization.infer(sums.relu_()), WINDOW, WINDOW, NONE, ONE, false);
        }
        int count = reserve(sums);
        double[] gamma = channels.doubles(normalization.gamma().value());
        float[] signs = rows.spread(channels.each(i -> gamma[i] < 0 ? -1 : 1));
        double[][] totals = new double[count][size.channels()];
        double[][] squares = new double[count][size.channels()];
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].pool(Tensors.image(sums, i), signs, pooled[i], totals[i], squares[i]));
        long values = (long) count * size.height() * size.width();
        double[] mean = channels.total(totals, values);
        double[] variance = channels.total(squares, values);
        Arrays.setAll(variance, i -> Math.max(0, variance[i] - mean[i] * mean[i]));
        normalization.learn(channels.tensor(mean), channels.tensor(variance), pass);
        double[] inverse = channels.each(i -> 1 / Math.sqrt(variance[i] + BatchNormalization.EPSILON));
        Work found = new Work(sums, pass.seed() + layer, signs, gamma, mean, inverse, values);
        work = found;
        return normalize(found, count);
    }

    private Tensor normalize(Work found, int count) {
        double[] beta = channels.doubles(normalization.beta().value());
        double[] slope = slope(found);
        double[] offset = channels.each(i -> beta[i] / keep - slope[i] * found.mean()[i]);
        RowLoops.Lines lines = lines(slope, offset);
        Tensor output =
                Tensors.emptyMaps(Tensors.type(precision), count, size.channels(), size.height() / 2, size.width() / 2);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].normalize(pooled[i], lines, found.seed(), i, Tensors.image(output, i)));
        return output;
    }

    /** Of normalisation with dropout's factor for what it keeps. */
    private double[] slope(Work found) {
        return channels.each(i -> found.gamma()[i] * found.inverseDeviation()[i] / keep);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Work found = Saved.take(work);
        work = null;
        int count = Math.toIntExact(found.sums().size(0));
        Tensor dense = Tensors.channelsLast(gradient);
        double[][] totals = new double[count][size.channels()];
        double[][] products = new double[count][size.channels()];
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].drop(
                        Tensors.image(dense, i), pooled[i], found.seed(), i, kept[i], totals[i], products[i]));
        double[] ofBeta = channels.total(totals, keep);
        double[] withPooled = channels.total(products, keep);
        double[] ofGamma =
                channels.each(i -> found.inverseDeviation()[i] * (withPooled[i] - found.mean()[i] * ofBeta[i]));
        normalization.beta().gradient().copy_(channels.tensor(ofBeta));
        normalization.gamma().gradient().copy_(channels.tensor(ofGamma));
        route(found, count, ofBeta, ofGamma);
        return found.sums();
    }

    private void route(Work found, int count, double[] ofBeta, double[] ofGamma) {
        double[] spread = channels.each(i -> found.gamma()[i] * found.inverseDeviation()[i] / found.valuesPerChannel());
        double[] slope = channels.each(i -> spread[i] * found.inverseDeviation()[i] * ofGamma[i]);
        double[] offset = channels.each(i -> spread[i] * ofBeta[i] - slope[i] * found.mean()[i]);
        RowLoops.Lines lines = lines(slope, offset);
        float[] slopes = rows.spread(slope(found));
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].route(
                        Tensors.image(found.sums(), i), pooled[i], kept[i], found.signs(), slopes, lines));
    }

    private int reserve(Tensor sums) {
        int count = Math.toIntExact(sums.size(0));
        if (pooled.length < count) {
            pooled = new float[count][kernels[0].pooledSize()];
            kept = new float[count][kernels[0].pooledSize()];
        }
        return count;
    }

    private RowLoops.Lines lines(double[] slope, double[] offset) {
        return new RowLoops.Lines(rows.spread(slope), rows.spread(offset));
    }
}

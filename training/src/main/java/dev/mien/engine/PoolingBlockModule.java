package dev.mien.engine;

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

    private final BlockNormalization normalization;
    private final Shape size;
    private final double keep;
    private final long layer;
    private final Precision precision;
    private final Workers workers;
    private final PoolingKernel[] kernels;
    private final PooledImages images = new PooledImages();
    private @Nullable Work work;

    /** Whether the block computes maps of this size; the modules of its parts compute the others. */
    static boolean fits(Shape input) {
        return input.height() % 2 == 0 && input.width() % 2 == 0 && input.channels() % 2 == 0;
    }

    /**
     * What the forward pass found out, for the backward pass.
     *
     * @param slope of normalisation with dropout's factor for what it keeps
     */
    private record Work(Tensor sums, long seed, float[] signs, double[] slope, BlockNormalization.Found found) {}

    /**
     * @param size of the input; it {@link #fits}
     * @param rate of dropout, 0 for none
     * @param layer number that tells this layer's draws from another's
     */
    PoolingBlockModule(
            Normalization normalization, Shape size, double rate, long layer, Precision precision, Workers workers) {
        this.normalization = new BlockNormalization(normalization, size, precision, size.width());
        this.size = size;
        this.keep = DropoutMask.keep(rate);
        this.layer = layer;
        this.precision = precision;
        this.workers = workers;
        kernels = new PoolingKernel[workers.count()];
        Arrays.setAll(kernels, i -> new PoolingKernel(precision, size.height(), size.width(), size.channels(), rate));
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor sums = Tensors.channelsLast(batch);
        if (!pass.training()) {
            return torch.max_pool2d(normalization.infer(sums.relu_()), WINDOW, WINDOW, NONE, ONE, false);
        }
        int count = Math.toIntExact(sums.size(0));
        images.reserve(count, kernels[0].pooledSize());
        double[] gamma = normalization.gamma();
        float[] signs = normalization.signs(gamma);
        double[][] totals = normalization.sums(count);
        double[][] squares = normalization.sums(count);
        workers.forEach(
                count,
                (i, worker) ->
                        kernels[worker].pool(Tensors.image(sums, i), signs, images.pooled(i), totals[i], squares[i]));
        BlockNormalization.Found found = normalization.learn(gamma, totals, squares, pass);
        Work saved = new Work(sums, pass.seed() + layer, signs, normalization.slope(found, keep), found);
        work = saved;
        return normalize(saved, count);
    }

    private Tensor normalize(Work saved, int count) {
        RowLoops.Lines lines = normalization.lines(saved.found(), saved.slope(), keep);
        Tensor output =
                Tensors.emptyMaps(Tensors.type(precision), count, size.channels(), size.height() / 2, size.width() / 2);
        workers.forEach(
                count,
                (i, worker) ->
                        kernels[worker].normalize(images.pooled(i), lines, saved.seed(), i, Tensors.image(output, i)));
        return output;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Work saved = Saved.take(work);
        work = null;
        int count = Math.toIntExact(saved.sums().size(0));
        Tensor dense = Tensors.channelsLast(gradient);
        double[][] totals = normalization.sums(count);
        double[][] products = normalization.sums(count);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].drop(
                        Tensors.image(dense, i),
                        images.pooled(i),
                        saved.seed(),
                        i,
                        images.kept(i),
                        totals[i],
                        products[i]));
        BlockNormalization.Gradients gradients = normalization.learnGradients(saved.found(), totals, products, keep);
        RowLoops.Lines correction = normalization.correction(saved.found(), gradients);
        float[] slopes = normalization.spread(saved.slope());
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].route(
                        Tensors.image(saved.sums(), i),
                        images.pooled(i),
                        images.kept(i),
                        saved.signs(),
                        slopes,
                        correction));
        return saved.sums();
    }
}

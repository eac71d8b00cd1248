package dev.mien.engine;

import dev.mien.nn.Shape;
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

    private final BlockNormalization normalization;
    private final Shape size;
    private final boolean pools;
    private final Precision precision;
    private final Workers workers;
    private final NormalizationLoops[] kernels;
    private final PooledImages images = new PooledImages();
    private @Nullable Work work;

    /** What the forward pass found out, for the backward pass. */
    private record Work(Tensor sums, float[] signs, RowLoops.Lines lines, BlockNormalization.Found found) {}

    /** Whether the block computes maps of this size; the modules of its parts compute the others. */
    static boolean fits(Shape input, boolean pools) {
        return input.channels() % 2 == 0 && (!pools || input.width() % 2 == 0 && input.height() % 2 == 0);
    }

    /** @param size of the input; it {@link #fits} */
    NormalizationBlockModule(
            Normalization normalization, Shape size, boolean pools, Precision precision, Workers workers) {
        this.normalization = new BlockNormalization(normalization, size, precision, MapRows.widthOfRows(size.width()));
        this.size = size;
        this.pools = pools;
        this.precision = precision;
        this.workers = workers;
        kernels = new NormalizationLoops[workers.count()];
        Arrays.setAll(kernels, i -> kernel());
    }

    private NormalizationLoops kernel() {
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
        int count = Math.toIntExact(sums.size(0));
        images.reserve(count, kernels[0].pooledSize());
        double[] gamma = normalization.gamma();
        float[] signs = normalization.signs(gamma);
        double[][] totals = normalization.sums(count);
        double[][] squares = normalization.sums(count);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].statistics(
                        Tensors.image(sums, i), signs, images.pooled(i), totals[i], squares[i]));
        BlockNormalization.Found found = normalization.learn(gamma, totals, squares, pass);
        RowLoops.Lines lines = normalization.lines(found, normalization.slope(found, 1), 1);
        work = new Work(sums, signs, lines, found);
        return normalize(sums, lines, count);
    }

    private Tensor normalize(Tensor sums, RowLoops.Lines lines, int count) {
        int part = pools ? 2 : 1;
        Tensor output = Tensors.emptyMaps(
                Tensors.type(precision), count, size.channels(), size.height() / part, size.width() / part);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].normalize(
                        Tensors.image(sums, i), images.pooled(i), lines, Tensors.image(output, i)));
        return output;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Work found = Saved.take(work);
        work = null;
        Tensor sums = found.sums();
        int count = Math.toIntExact(sums.size(0));
        Tensor dense = Tensors.channelsLast(gradient);
        double[][] totals = normalization.sums(count);
        double[][] products = normalization.sums(count);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].gradientSums(
                        Tensors.image(dense, i),
                        Tensors.image(sums, i),
                        images.pooled(i),
                        images.kept(i),
                        found.lines(),
                        totals[i],
                        products[i]));
        BlockNormalization.Gradients gradients = normalization.learnGradients(found.found(), totals, products, 1);
        RowLoops.Lines correction = normalization.correction(found.found(), gradients);
        workers.forEach(
                count,
                (i, worker) -> kernels[worker].gradient(
                        Tensors.image(dense, i),
                        Tensors.image(sums, i),
                        images.pooled(i),
                        images.kept(i),
                        found.signs(),
                        found.lines(),
                        correction));
        return sums;
    }
}

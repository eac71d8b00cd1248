package dev.mien.engine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Convolution by Winograd's minimal filtering (Lavin and Gray, arXiv 1509.09308) in 32 bits. Tiles of the input and the
 * kernel are transformed. At each position, a matrix of tiles x channels is multiplied by one of channels x filters.
 * The products are transformed back. Both gradients transpose the same three steps, so they are the exact gradients of
 * the computed result.
 */
final class WinogradConvolution implements ConvolutionAlgorithm {
    private static final String LABEL = "winograd-";
    private static final float[] NOTHING = {};

    private final Layer layer;
    private final Workers workers;
    private final WinogradMatrices matrices;
    private final int positions;
    private final int channels;
    private final int filters;
    private final WinogradTiles inputs;
    private final List<WinogradTiles.Spread> spreadInputs;
    private final List<WinogradTiles.Spread> spreadOutputs;
    private final List<WinogradTiles.Spread> spreadKernels;
    private final List<WinogradTiles.Collect> collectInputs;
    private final List<WinogradTiles.Collect> collectOutputs;
    private final List<WinogradTiles.Collect> collectKernels;
    private final NativeFloats inputTiles = new NativeFloats();
    private final NativeFloats outputTiles = new NativeFloats();
    private final NativeFloats kernelTiles = new NativeFloats();
    private final NativeFloats kernelGradients = new NativeFloats();
    private boolean inputKept;
    private boolean kernelKept;
    private @Nullable Tensor spreadGradient;

    /** @param outputs the side of the square of outputs that a tile gives */
    WinogradConvolution(Layer layer, int outputs, Workers workers) {
        this.layer = layer;
        this.workers = workers;
        int side = Math.toIntExact(layer.side());
        matrices = WinogradMatrices.of(outputs, side);
        int size = matrices.size();
        positions = size * size;
        channels = Math.toIntExact(layer.channels());
        filters = Math.toIntExact(layer.filters());
        inputs = new WinogradTiles(layer.height(), layer.width(), channels, size, outputs, side / 2);
        spreadInputs = forWorkers(() -> new WinogradTiles.Spread(inputs, matrices.ofInput()));
        collectInputs =
                forWorkers(() -> new WinogradTiles.Collect(inputs, WinogradMatrices.transposed(matrices.ofInput())));
        WinogradTiles ofOutputs = new WinogradTiles(layer.height(), layer.width(), filters, outputs, outputs, 0);
        spreadOutputs =
                forWorkers(() -> new WinogradTiles.Spread(ofOutputs, WinogradMatrices.transposed(matrices.toOutput())));
        collectOutputs = forWorkers(() -> new WinogradTiles.Collect(ofOutputs, matrices.toOutput()));
        WinogradTiles ofKernels = new WinogradTiles(side, side, channels, side, side, 0);
        spreadKernels = forWorkers(() -> new WinogradTiles.Spread(ofKernels, matrices.ofTaps()));
        collectKernels =
                forWorkers(() -> new WinogradTiles.Collect(ofKernels, WinogradMatrices.transposed(matrices.ofTaps())));
        kernelTiles.reserve(positions, filters * channels);
        kernelGradients.reserve(positions, filters * channels);
    }

    /**
     * Whether the algorithm computes such a layer. It needs 32 bits, a stride of 1, a tile for which there are enough
     * points, and maps that are at least as large as the outputs of a tile.
     */
    static boolean fits(Layer layer, int outputs, Precision precision) {
        return precision == Precision.FP32
                && layer.keepsSize()
                && layer.side() > 1
                && outputs + layer.side() - 1 <= WinogradMatrices.LARGEST
                && layer.channels() > 1
                && layer.height() >= outputs
                && layer.width() >= outputs;
    }

    private <T> List<T> forWorkers(Supplier<T> supplier) {
        return Stream.generate(supplier).limit(workers.count()).toList();
    }

    @Override
    public String label() {
        return label(matrices.outputs());
    }

    static String label(int outputs) {
        return LABEL + outputs;
    }

    @Override
    public boolean sharesPreparation() {
        return true;
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        int count = reserve(input);
        spreadInput(input);
        inputKept = training;
        kernelKept = training;
        spreadGradient = null;
        spreadKernel();
        int rows = count * inputs.perMap();
        multiply(CblasNoTrans, CblasTrans, rows, filters, channels, inputTiles, kernelTiles, outputTiles);
        Tensor sums = Tensors.emptyMaps(Tensors.FLOAT, count, filters, layer.height(), layer.width());
        collect(collectOutputs, outputTiles, count, bias(), buffer(sums));
        return sums;
    }

    private void spreadInput(Tensor input) {
        int count = Math.toIntExact(input.size(0));
        spread(spreadInputs, buffer(input), count, inputTiles);
    }

    private void spreadKernel() {
        spread(spreadKernels, buffer(layer.kernel().value()), filters, kernelTiles);
    }

    /** The bias for each value in a row of maps. */
    private float[] bias() {
        return layer.bias().map(slot -> repeated(Tensors.toArray(slot.value()))).orElse(NOTHING);
    }

    private float[] repeated(float[] values) {
        float[] row = new float[layer.width() * filters];
        for (int i = 0; i < row.length; i++) {
            row[i] = values[i % filters];
        }
        return row;
    }

    @Override
    public void kernelGradient(Tensor input, Tensor ofSums) {
        int count = reserve(input);
        if (!inputKept) {
            spreadInput(input);
        }
        inputKept = false;
        spreadGradient(ofSums);
        int rows = count * inputs.perMap();
        multiply(CblasTrans, CblasNoTrans, filters, channels, rows, outputTiles, inputTiles, kernelGradients);
        collect(
                collectKernels,
                kernelGradients,
                filters,
                NOTHING,
                buffer(layer.kernel().gradient()));
        layer.sumBiasGradient(ofSums);
    }

    private void spreadGradient(Tensor ofSums) {
        if (spreadGradient != ofSums) {
            int count = Math.toIntExact(ofSums.size(0));
            spread(spreadOutputs, buffer(ofSums), count, outputTiles);
            spreadGradient = ofSums;
        }
    }

    @Override
    public Tensor inputGradient(Tensor ofSums) {
        int count = reserve(ofSums);
        spreadGradient(ofSums);
        spreadGradient = null;
        if (!kernelKept) {
            spreadKernel();
        }
        kernelKept = false;
        int rows = count * inputs.perMap();
        multiply(CblasNoTrans, CblasNoTrans, rows, channels, filters, outputTiles, kernelTiles, inputTiles);
        Tensor gradient = Tensors.emptyMaps(Tensors.FLOAT, count, channels, layer.height(), layer.width());
        collect(collectInputs, inputTiles, count, NOTHING, buffer(gradient));
        return gradient;
    }

    private int reserve(Tensor batch) {
        int count = Math.toIntExact(batch.size(0));
        int rows = count * inputs.perMap();
        boolean grown = inputTiles.reserve(positions, rows * channels) | outputTiles.reserve(positions, rows * filters);
        if (grown) {
            inputKept = false;
            spreadGradient = null;
        }
        return count;
    }

    private void spread(List<WinogradTiles.Spread> ofWorkers, FloatBuffer maps, int count, NativeFloats target) {
        FloatBuffer to = target.buffer();
        workers.forEach(count, (map, worker) -> ofWorkers.get(worker).run(maps, map, to));
    }

    private void collect(
            List<WinogradTiles.Collect> ofWorkers, NativeFloats source, int count, float[] added, FloatBuffer maps) {
        FloatBuffer from = source.buffer();
        workers.forEach(count, (map, worker) -> ofWorkers.get(worker).run(from, map, added, maps));
    }

    /** Computes c = a b at each position. The matrices a and b are stored row by row or transposed. */
    private void multiply(int ofA, int ofB, int m, int n, int k, NativeFloats a, NativeFloats b, NativeFloats c) {
        int rowOfA = ofA == CblasTrans ? m : k;
        int rowOfB = ofB == CblasTrans ? k : n;
        workers.forEach(
                positions,
                (p, worker) -> openblas_nolapack.cblas_sgemm(
                        CblasRowMajor, ofA, ofB, m, n, k, 1, a.plane(p), rowOfA, b.plane(p), rowOfB, 0, c.plane(p), n));
    }

    @Override
    public void close() {
        inputTiles.close();
        outputTiles.close();
        kernelTiles.close();
        kernelGradients.close();
    }

    private static FloatBuffer buffer(Tensor maps) {
        return Tensors.floats(Tensors.channelsLast(maps)).asBuffer();
    }
}

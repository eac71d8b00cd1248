package dev.mien.engine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Convolution by Winograd's minimal filtering (Lavin and Gray, arXiv 1509.09308) in 32 bits: tiles of the input and the kernel
 * are transformed, multiplied position by position as matrices of tiles x channels by channels x filters, and transformed
 * back. Both gradients are the transposed of the same three steps, so that they differentiate exactly what was computed.
 */
final class WinogradConvolution implements ConvolutionAlgorithm {
    private static final float[] NOTHING = {};

    private final Layer layer;
    private final Workers workers;
    private final WinogradMatrices matrices;
    private final int positions;
    private final int channels;
    private final int filters;
    private final WinogradTiles inputs;
    private final WinogradTiles outputs;
    private final WinogradTiles kernels;
    private final WinogradTiles.Scratch[] ofInputs;
    private final WinogradTiles.Scratch[] ofOutputs;
    private final WinogradTiles.Scratch[] ofKernels;
    private final NativeFloats inputTiles = new NativeFloats();
    private final NativeFloats outputTiles = new NativeFloats();
    private final NativeFloats kernelTiles = new NativeFloats();
    private final NativeFloats kernelGradients = new NativeFloats();
    private boolean inputKept;
    private boolean kernelKept;
    private @Nullable Tensor spreadGradient;

    /** @param outputs side of the square of outputs that a tile gives */
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
        this.outputs = new WinogradTiles(layer.height(), layer.width(), filters, outputs, outputs, 0);
        kernels = new WinogradTiles(side, side, channels, side, side, 0);
        ofInputs = scratch(inputs);
        ofOutputs = scratch(this.outputs);
        ofKernels = scratch(kernels);
        kernelTiles.reserve(positions, filters * channels);
        kernelGradients.reserve(positions, filters * channels);
    }

    /** Whether the algorithm computes such a layer: 32 bits, and maps at least as large as a tile's outputs. */
    static boolean fits(Layer layer, int outputs, Precision precision) {
        return precision == Precision.FP32
                && layer.side() > 1
                && layer.channels() > 1
                && layer.height() >= outputs
                && layer.width() >= outputs;
    }

    private WinogradTiles.Scratch[] scratch(WinogradTiles tiles) {
        WinogradTiles.Scratch[] scratch = new WinogradTiles.Scratch[workers.count()];
        Arrays.setAll(scratch, i -> new WinogradTiles.Scratch(tiles, matrices.size()));
        return scratch;
    }

    @Override
    public String label() {
        return label(matrices.outputs());
    }

    static String label(int outputs) {
        return "winograd-" + outputs;
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
        collect(outputs, outputTiles, count, matrices.toOutput(), bias(), buffer(sums), ofOutputs);
        return sums;
    }

    private void spreadInput(Tensor input) {
        int count = Math.toIntExact(input.size(0));
        spread(inputs, buffer(input), count, matrices.ofInput(), inputTiles, ofInputs);
    }

    private void spreadKernel() {
        spread(kernels, buffer(layer.kernel().value()), filters, matrices.ofTaps(), kernelTiles, ofKernels);
    }

    private float[] bias() {
        float[] values = Tensors.toArray(layer.bias().value());
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
                kernels,
                kernelGradients,
                filters,
                WinogradMatrices.transposed(matrices.ofTaps()),
                NOTHING,
                buffer(layer.kernel().gradient()),
                ofKernels);
        layer.sumBiasGradient(ofSums);
    }

    private void spreadGradient(Tensor ofSums) {
        if (spreadGradient != ofSums) {
            int count = Math.toIntExact(ofSums.size(0));
            spread(
                    outputs,
                    buffer(ofSums),
                    count,
                    WinogradMatrices.transposed(matrices.toOutput()),
                    outputTiles,
                    ofOutputs);
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
        collect(
                inputs,
                inputTiles,
                count,
                WinogradMatrices.transposed(matrices.ofInput()),
                NOTHING,
                buffer(gradient),
                ofInputs);
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

    private void spread(
            WinogradTiles tiles,
            FloatBuffer maps,
            int count,
            float[][] matrix,
            NativeFloats target,
            WinogradTiles.Scratch[] scratch) {
        FloatBuffer to = target.buffer();
        workers.forEach(count, (map, worker) -> tiles.spread(maps, map, matrix, to, scratch[worker]));
    }

    private void collect(
            WinogradTiles tiles,
            NativeFloats source,
            int count,
            float[][] matrix,
            float[] added,
            FloatBuffer maps,
            WinogradTiles.Scratch[] scratch) {
        FloatBuffer from = source.buffer();
        workers.forEach(count, (map, worker) -> tiles.collect(from, map, matrix, added, maps, scratch[worker]));
    }

    /** c = a b at each position, a and b stored row by row or transposed. */
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

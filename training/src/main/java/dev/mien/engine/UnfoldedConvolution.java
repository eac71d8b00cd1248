package dev.mien.engine;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Convolution as one matrix product over the unfolded windows (im2col; Chellapilla, Puri and Simard, 2006). It writes
 * each value kernel x kernel times. It is the fastest on small maps with many channels, where the direct algorithm
 * cannot fill its tiles. The layer must keep the size of the maps.
 */
final class UnfoldedConvolution implements ConvolutionAlgorithm {
    static final String LABEL = "unfolded";

    private final Layer layer;
    private @Nullable Tensor windows;

    UnfoldedConvolution(Layer layer) {
        this.layer = layer;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public boolean sharesPreparation() {
        return true;
    }

    @Override
    public Tensor forward(Tensor input, boolean training) {
        Tensor unfolded = unfold(input);
        windows = training ? unfolded : null;
        Tensor matrix = layer.kernel().working().permute(0, 2, 3, 1).reshape(layer.filters(), unfolded.size(1));
        Tensor sums = layer.bias()
                .map(slot -> torch.addmm(slot.working(), unfolded, matrix.t()))
                .orElseGet(() -> torch.mm(unfolded, matrix.t()));
        return fold(sums, layer.filters());
    }

    @Override
    public void kernelGradient(Tensor input, Tensor ofSums) {
        Tensor kept = windows;
        windows = null;
        Tensor unfolded = kept == null ? unfold(input) : kept;
        Tensor outputs = ofSums.permute(0, 2, 3, 1).reshape(unfolded.size(0), layer.filters());
        Tensor product = torch.mm(outputs.t(), unfolded);
        layer.kernel()
                .gradient()
                .copy_(product.view(layer.filters(), layer.side(), layer.side(), layer.channels())
                        .permute(0, 3, 1, 2));
        layer.sumBiasGradient(ofSums);
    }

    /**
     * Convolves the gradient of the sums with the kernel, which is turned by half a circle. Channels and filters are
     * exchanged.
     */
    @Override
    public Tensor inputGradient(Tensor ofSums) {
        Tensor unfolded = unfold(ofSums);
        Tensor matrix = layer.kernel()
                .working()
                .permute(2, 3, 0, 1)
                .flip(0, 1)
                .contiguous()
                .view(unfolded.size(1), layer.channels());
        return fold(torch.mm(unfolded, matrix), layer.channels());
    }

    /** Makes a row for each position. It has the values under the kernel in the order row, column, channel. */
    private Tensor unfold(Tensor maps) {
        long n = maps.size(0);
        long channels = maps.size(1);
        long side = layer.side();
        long padding = layer.zeros();
        Tensor padded = torch.constant_pad_nd(
                maps.permute(0, 2, 3, 1), new long[] {0, 0, padding, padding, padding, padding}, new Scalar(0));
        long row = (layer.width() + 2 * padding) * channels;
        return padded.as_strided(
                        new long[] {n, layer.height(), layer.width(), side, side, channels},
                        row * (layer.height() + 2 * padding),
                        row,
                        channels,
                        row,
                        channels,
                        1)
                .reshape(n * layer.height() * layer.width(), side * side * channels);
    }

    private Tensor fold(Tensor rows, long channels) {
        return rows.view(-1, layer.height(), layer.width(), channels).permute(0, 3, 1, 2);
    }
}

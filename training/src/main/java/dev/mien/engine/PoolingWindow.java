package dev.mien.engine;

import dev.mien.nn.Layer;
import dev.mien.nn.SamePadding;
import dev.mien.nn.Shape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The windows of a pooling over maps. Libtorch pads both ends alike and Keras does not, so the maps are padded first.
 *
 * @param size height and width of a window
 * @param stride rows and columns from one window to the next
 */
record PoolingWindow(long[] size, long[] stride, SamePadding rows, SamePadding columns) {
    private static final SamePadding WHOLE = new SamePadding(0, 0, 1);

    static PoolingWindow of(Layer.Window window, Shape input) {
        return new PoolingWindow(
                new long[] {window.size(), window.size()},
                new long[] {window.stride(), window.stride()},
                window.padding().side(input.height(), window.size(), window.stride()),
                window.padding().side(input.width(), window.size(), window.stride()));
    }

    /** One window over the whole map. */
    static PoolingWindow whole(long height, long width) {
        long[] size = {height, width};
        return new PoolingWindow(size, size, WHOLE, WHOLE);
    }

    /** Whether some windows reach beyond the maps. */
    boolean isPadded() {
        return rows.before() + rows.after() + columns.before() + columns.after() > 0;
    }

    /** The maps with a value around them. */
    Tensor padded(Tensor maps, double value) {
        return isPadded()
                ? Tensors.channelsLast(torch.constant_pad_nd(
                        maps,
                        new long[] {columns.before(), columns.after(), rows.before(), rows.after()},
                        Tensors.scalar(value)))
                : maps;
    }

    /** The part of padded maps that is not padding. */
    Tensor inner(Tensor padded) {
        return isPadded()
                ? Tensors.channelsLast(padded.narrow(2, rows.before(), padded.size(2) - rows.before() - rows.after())
                        .narrow(3, columns.before(), padded.size(3) - columns.before() - columns.after()))
                : padded;
    }
}

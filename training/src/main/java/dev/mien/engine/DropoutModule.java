package dev.mien.engine;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Dropout whose mask is a pure function of the pass's seed and the layer's number, so that resuming needs no state. */
final class DropoutModule implements Module, AutoCloseable {
    private final Owned owned = new Owned();
    private final DropoutMask draws;
    private final boolean drops;
    private final long layer;
    private final ScalarType type;
    private final int bytesPerValue;
    private long capacity;
    private @Nullable BytePointer memory;
    private @Nullable Tensor mask;

    /**
     * @param rate share of values dropped, 0 to below 1
     * @param layer number that tells this layer's draws from another's
     * @param type of the values
     */
    DropoutModule(double rate, long layer, ScalarType type) {
        this.bytesPerValue = type == Tensors.BFLOAT16 ? 2 : 4;
        this.draws = new DropoutMask(rate, bytesPerValue);
        this.drops = draws.keep() < 1;
        this.layer = layer;
        this.type = type;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        if (!pass.training() || !drops) {
            return batch;
        }
        mask = draw(batch, pass.seed());
        return apply(batch, mask);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return drops ? apply(gradient, Saved.take(mask)) : gradient;
    }

    private Tensor apply(Tensor values, Tensor zerosAndOnes) {
        return values.mul_(zerosAndOnes).mul_(Tensors.scalar(1 / draws.keep()));
    }

    /** Zeros and ones in the batch's layout. */
    private Tensor draw(Tensor batch, long seed) {
        long bytes = batch.numel() * bytesPerValue;
        long words = (bytes + Long.BYTES - 1) / Long.BYTES;
        BytePointer target = memory(words * Long.BYTES);
        draws.fill(target.position(0).limit(words * Long.BYTES).asByteBuffer(), seed + layer);
        return torch.from_blob(target, sizes(batch), strides(batch), new TensorOptions(type));
    }

    private static long[] sizes(Tensor tensor) {
        long[] sizes = new long[(int) tensor.dim()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = tensor.size(i);
        }
        return sizes;
    }

    private static long[] strides(Tensor tensor) {
        long[] strides = new long[(int) tensor.dim()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = tensor.stride(i);
        }
        return strides;
    }

    private BytePointer memory(long bytes) {
        BytePointer current = memory;
        if (current != null && capacity >= bytes) {
            return current;
        }
        capacity = bytes;
        BytePointer grown = owned.keep(new BytePointer(bytes));
        memory = grown;
        return grown;
    }

    @Override
    public void close() {
        owned.close();
    }
}

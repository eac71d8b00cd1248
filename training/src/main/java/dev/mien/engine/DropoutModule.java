package dev.mien.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Dropout whose mask is a pure function of the pass's seed and the layer's number: four draws of 16 bits from each step of
 * SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), so that resuming needs no state. The probability is thereby a multiple
 * of 2^-16.
 */
final class DropoutModule implements Module, AutoCloseable {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final short BF16_ONE = (short) 0x3F80;

    private final Owned owned = new Owned();
    private final int threshold;
    private final double scale;
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
        this.threshold = (int) Math.round(rate * 65536);
        this.scale = 1 / (1 - threshold / 65536.0);
        this.layer = layer;
        this.type = type;
        this.bytesPerValue = type == Tensors.BFLOAT16 ? 2 : 4;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        if (!pass.training() || threshold == 0) {
            return batch;
        }
        mask = draw(batch, pass.seed());
        return apply(batch);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return threshold == 0 ? gradient : apply(gradient);
    }

    private Tensor apply(Tensor values) {
        return values.mul_(Saved.take(mask)).mul_(Tensors.scalar(scale));
    }

    /** Zeros and ones in the batch's layout. */
    private Tensor draw(Tensor batch, long seed) {
        long count = batch.numel();
        BytePointer target = memory(count * bytesPerValue);
        ByteBuffer bytes = target.asByteBuffer().order(ByteOrder.nativeOrder());
        long state = mix(seed + GOLDEN_GAMMA * (layer + 1));
        if (type == Tensors.BFLOAT16) {
            fill(bytes.asShortBuffer(), (int) count, state);
        } else {
            fill(bytes.asFloatBuffer(), (int) count, state);
        }
        long[] sizes = sizes(batch);
        return torch.from_blob(target, sizes, strides(batch), new TensorOptions(type));
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

    private void fill(ShortBuffer target, int count, long start) {
        long state = start;
        for (int i = 0; i < count; i += 4) {
            state += GOLDEN_GAMMA;
            long bits = mix(state);
            for (int j = i; j < Math.min(i + 4, count); j++, bits >>>= 16) {
                target.put(j, (bits & 0xffff) < threshold ? 0 : BF16_ONE);
            }
        }
    }

    private void fill(FloatBuffer target, int count, long start) {
        long state = start;
        for (int i = 0; i < count; i += 4) {
            state += GOLDEN_GAMMA;
            long bits = mix(state);
            for (int j = i; j < Math.min(i + 4, count); j++, bits >>>= 16) {
                target.put(j, (bits & 0xffff) < threshold ? 0f : 1f);
            }
        }
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    @Override
    public void close() {
        owned.close();
    }
}

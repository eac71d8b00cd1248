package dev.mien.engine;

import dev.mien.MienException;
import dev.mien.io.NativeCache;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Loads libtorch, and makes and reads its tensors for the engine. */
final class Tensors {
    static final ScalarType FLOAT = ScalarType.Float;
    static final ScalarType BFLOAT16 = ScalarType.BFloat16;

    private Tensors() {}

    /**
     * Loads the native libraries and sets their numbers of threads. OpenBLAS has one thread, because {@link Workers}
     * run its products in parallel.
     */
    static void load(int threads) {
        NativeCache.choose();
        try {
            Loader.load(torch.class);
            openblas_nolapack.blas_set_num_threads(1);
        } catch (UnsatisfiedLinkError e) {
            throw new MienException(
                    "libtorch cannot be loaded on " + Loader.getPlatform() + ": " + e.getMessage()
                            + ". Training needs Linux or Windows on x86-64 or macOS on arm64, and about 400 MB in the"
                            + " JavaCPP cache folder (set with -Dorg.bytedeco.javacpp.cachedir)",
                    e);
        }
        torch.set_num_threads(threads);
    }

    static ScalarType type(Precision precision) {
        return precision == Precision.BF16 ? BFLOAT16 : FLOAT;
    }

    /** An uninitialised tensor. */
    static Tensor empty(ScalarType type, long... sizes) {
        return torch.empty(sizes, new TensorOptions(type), new MemoryFormatOptional(MemoryFormat.Contiguous));
    }

    /** An uninitialised batch of maps, sizes N, C, H, W, stored channels last. */
    static Tensor emptyMaps(ScalarType type, long... sizes) {
        return torch.empty(sizes, new TensorOptions(type), new MemoryFormatOptional(MemoryFormat.ChannelsLast));
    }

    static Tensor zeros(ScalarType type, long... sizes) {
        return empty(type, sizes).zero_();
    }

    static TensorOptional some(Tensor tensor) {
        return new TensorOptional(tensor);
    }

    static TensorOptional none() {
        return new TensorOptional();
    }

    static Scalar scalar(double value) {
        return new Scalar(value);
    }

    /** Says which gradients an operator must compute. */
    static BoolPointer flags(boolean... flags) {
        BoolPointer pointer = new BoolPointer(flags.length);
        for (int i = 0; i < flags.length; i++) {
            pointer.put(i, flags[i]);
        }
        return pointer;
    }

    /** The values of a tensor in the order of its dimensions. */
    static float[] toArray(Tensor tensor) {
        Tensor plain = tensor.to(FLOAT).contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        floats(plain).get(values);
        return values;
    }

    /** The same maps, stored channels last. */
    static Tensor channelsLast(Tensor maps) {
        return maps.contiguous(MemoryFormat.ChannelsLast);
    }

    /** The memory of one image of a batch of maps that is stored channels last. */
    static ByteBuffer image(Tensor maps, int image) {
        long bytes = maps.nbytes() / maps.size(0);
        BytePointer data = new BytePointer(maps.data_ptr());
        return data.capacity(maps.nbytes())
                .position(image * bytes)
                .limit((image + 1) * bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** The memory of a dense 32-bit tensor. */
    static FloatPointer floats(Tensor tensor) {
        Pointer data = tensor.data_ptr();
        return new FloatPointer(data).capacity(tensor.numel());
    }
}

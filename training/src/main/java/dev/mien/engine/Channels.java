package dev.mien.engine;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Arithmetic with one number for each channel, in 64 bits.
 *
 * @param count of channels
 */
record Channels(int count) {
    double[] each(IntToDoubleFunction ofChannel) {
        double[] values = new double[count];
        Arrays.setAll(values, ofChannel);
        return values;
    }

    /** The sum over all images, added up image by image, and divided. */
    double[] total(double[][] ofImages, double divisor) {
        return each(channel ->
                Arrays.stream(ofImages).mapToDouble(image -> image[channel]).sum() / divisor);
    }

    double[] doubles(Tensor tensor) {
        float[] values = Tensors.toArray(tensor);
        return each(i -> values[i]);
    }

    /** The values as a 32-bit tensor in the caller's scope. */
    Tensor tensor(double[] values) {
        float[] narrow = new float[count];
        for (int i = 0; i < count; i++) {
            narrow[i] = (float) values[i];
        }
        return torch.from_blob(new FloatPointer(narrow), new long[] {count});
    }
}

package dev.mien.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.FerPlusClass;
import dev.mien.description.ModelDescription;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's inputs and outputs, checked against its description.
 *
 * @param width of a picture, in pixels
 * @param height of a picture, in pixels
 * @param hasActivationMaps whether the model has activation maps
 */
record ModelForm(int width, int height, boolean hasActivationMaps) {
    private static final int DIMENSIONS = 4;

    private static final Remedy EXPORT_AGAIN = Remedy.to(Remedy.Action.EXPORT);

    /** No network for faces reads larger pictures, and a batch of this size fits into one array. */
    private static final int LARGEST_SIDE = 4096;

    /**
     * Checks a session's input and outputs.
     *
     * @throws InvalidInputException if one is missing or has another form
     */
    static ModelForm of(OrtSession session, ModelDescription description, String origin) throws OrtException {
        int classes = description.labels().size();
        Map<String, NodeInfo> inputs = session.getInputInfo();
        long[] pixels = shape(inputs.get(ModelDescription.PIXELS));
        if (inputs.size() != 1
                || pixels.length != DIMENSIONS
                || pixels[1] != 1
                || !isSide(pixels[2])
                || !isSide(pixels[3])) {
            throw new InvalidInputException(
                    origin + " takes " + inputs.values() + ", expected one input '" + ModelDescription.PIXELS
                            + "' of 32-bit numbers, N x 1 x height x width, of 1 to " + LARGEST_SIDE + " pixels a side",
                    EXPORT_AGAIN);
        }
        requireOutput(session, origin, ModelDescription.EMOTION, classes);
        if (description.hasFerPlus()) {
            requireOutput(session, origin, ModelDescription.FER_PLUS, FerPlusClass.EMOTIONS);
        }
        return new ModelForm(
                Math.toIntExact(pixels[3]), Math.toIntExact(pixels[2]), hasActivationMaps(session, classes, origin));
    }

    private static boolean isSide(long pixels) {
        return pixels >= 1 && pixels <= LARGEST_SIDE;
    }

    private static boolean hasActivationMaps(OrtSession session, int classes, String origin) throws OrtException {
        NodeInfo output = session.getOutputInfo().get(ModelDescription.ACTIVATION);
        if (output == null) {
            return false;
        }
        long[] maps = shape(output);
        if (maps.length != DIMENSIONS || maps[1] != classes || maps[2] < 1 || maps[3] < 1) {
            throw new InvalidInputException(
                    origin + " gives " + output + ", expected '" + ModelDescription.ACTIVATION
                            + "' to have 32-bit numbers, N x " + classes + " x height x width",
                    EXPORT_AGAIN);
        }
        return true;
    }

    private static void requireOutput(OrtSession session, String origin, String name, int classes) throws OrtException {
        NodeInfo output = session.getOutputInfo().get(name);
        if (!Arrays.equals(shape(output), new long[] {-1, classes})) {
            throw new InvalidInputException(
                    origin + " gives " + session.getOutputInfo().values() + ", expected an output '" + name
                            + "' of 32-bit numbers, N x " + classes,
                    EXPORT_AGAIN);
        }
    }

    /** The sizes, -1 for a free one; empty if it is not a tensor of 32-bit numbers. */
    private static long[] shape(@Nullable NodeInfo node) {
        return node != null && node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
                ? tensor.getShape()
                : new long[0];
    }

    /** Number of pixels of one picture. */
    int pixels() {
        return width * height;
    }
}

package dev.mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Any ONNX network with one input and outputs of 32-bit numbers. It holds native memory, which {@link #close} frees.
 * The owner must close it when no call is in flight; {@link CallGate} helps with that. Otherwise thread-safe.
 */
public final class OnnxNetwork implements AutoCloseable {
    private final OrtSession session;
    private final String origin;

    /** Loads ONNX Runtime if it is not loaded, so that a failure is thrown in the caller's thread. */
    public static void loadRuntime() {
        OnnxEnvironment.get();
    }

    private OnnxNetwork(OrtSession session, String origin) {
        this.session = session;
        this.origin = origin;
    }

    /**
     * Opens the bytes of a file.
     *
     * @param origin the file's name in messages
     * @param threads that compute one answer together, at least 1
     * @throws InvalidInputException if they are not an ONNX model
     */
    public static OnnxNetwork of(byte[] file, String origin, int threads) {
        try {
            return new OnnxNetwork(OnnxSessions.open(file, threads), origin);
        } catch (OrtException e) {
            throw new InvalidInputException(
                    origin + " is damaged or not an ONNX model: " + e.getMessage() + ". Give a whole file", e);
        }
    }

    /** ONNX Runtime's version. Loads its native library. */
    public static String runtimeVersion() {
        return OnnxEnvironment.get().getVersion();
    }

    /**
     * Computes the outputs.
     *
     * @param input name of the input
     * @param values a direct buffer in native order, with as many values as {@code shape} has
     * @param outputs names of the outputs
     * @return the values of each output in the order of {@code outputs}, row by row
     * @throws MienException if ONNX Runtime fails, or the network has no such input or output
     */
    public List<float[]> run(String input, FloatBuffer values, long[] shape, List<String> outputs) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxEnvironment.get(), values, shape)) {
            return OnnxCalls.run(
                    session,
                    Map.of(input, tensor),
                    session.getOutputNames(),
                    result -> outputs.stream()
                            .map(output -> floats(result, output))
                            .toList());
        } catch (OrtException e) {
            throw new MienException("ONNX Runtime failed on " + origin + ": " + e.getMessage(), e);
        }
    }

    private float[] floats(OrtSession.Result result, String output) {
        if (result.get(output).orElse(null) instanceof OnnxTensor tensor
                && tensor.getInfo().type == OnnxJavaType.FLOAT) {
            return tensor.getFloatBuffer().array();
        }
        throw new MienException(origin + " has no output '" + output + "' of 32-bit numbers. Give another file");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new MienException("ONNX Runtime cannot close " + origin + ": " + e.getMessage(), e);
        }
    }
}

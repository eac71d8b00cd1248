package dev.mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.mien.MienException;
import dev.mien.io.FailureReason;
import dev.mien.io.NativeCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * The one environment of ONNX Runtime. Its library closes it in a shutdown hook, even while calls are in flight, and
 * these then crash. The native environment counts its references, so a second one keeps it until the process ends.
 * {@link NativeCalls} lets the program end when no call is in flight.
 */
final class OnnxEnvironment {
    private OnnxEnvironment() {}

    /** Loads the native library once, when it is first used. */
    private static final class Loaded {
        private static final OrtEnvironment ENVIRONMENT = load();
        private static final boolean KEPT = keep();
    }

    private static OrtEnvironment load() {
        OnnxLeftovers.discard(Path.of(System.getProperty("java.io.tmpdir")));
        try (UnpackingWatch watch = new UnpackingWatch()) {
            try {
                return OrtEnvironment.getEnvironment();
            } catch (UnsatisfiedLinkError e) {
                throw watch.failure().map(UncheckedIOException::new).orElseThrow(() -> e);
            }
        }
    }

    /**
     * The environment. The first call loads the native library.
     *
     * @throws MienException if the library cannot be loaded
     * @throws dev.mien.io.ProgramEndingException if the program is ending
     */
    static OrtEnvironment get() {
        try {
            return NativeCalls.during(() -> Loaded.ENVIRONMENT);
        } catch (LinkageError e) {
            throw new MienException(
                    "ONNX Runtime's native library cannot be loaded: " + reason(e) + ". Java unpacks it to the folder "
                            + System.getProperty("java.io.tmpdir")
                            + ", which must be writable and allow programs to run."
                            + " The system property java.io.tmpdir names another folder",
                    e);
        }
    }

    /** The innermost cause says what was wrong. The others say where it was noticed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException io ? FailureReason.of(io) : String.valueOf(cause.getMessage());
    }

    /** Whether the second reference could be taken: another version of ONNX Runtime may have another constructor. */
    static boolean isKept() {
        return NativeCalls.during(() -> Loaded.KEPT);
    }

    private static boolean keep() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "mien");
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }
}

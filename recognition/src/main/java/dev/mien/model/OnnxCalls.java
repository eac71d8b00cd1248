package dev.mien.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.mien.io.NativeCalls;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Calls of ONNX Runtime, which the end of the program waits for. */
final class OnnxCalls {
    private OnnxCalls() {}

    /** A call. */
    interface Call<T> {
        T make() throws OrtException;
    }

    /** Takes a result before it is freed. */
    interface Taker<T> {
        T take(OrtSession.Result result) throws OrtException;
    }

    /** Carries ONNX Runtime's exception out of a call. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final OrtException failure;

        Failed(OrtException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /**
     * Makes a call.
     *
     * @throws dev.mien.io.ProgramEndingException if the program is ending
     */
    static <T> T during(Call<T> call) throws OrtException {
        return checked(() -> NativeCalls.during(unchecked(call)));
    }

    /**
     * Computes outputs, as part of a call that may be another thread's.
     *
     * @throws OrtException if that fails, or takes longer than {@link OnnxLimit#MOST}
     */
    static <T> T run(OrtSession session, Map<String, OnnxTensor> inputs, Set<String> outputs, Taker<T> taker)
            throws OrtException {
        return run(session, inputs, outputs, taker, OnnxLimit.MOST);
    }

    static <T> T run(
            OrtSession session, Map<String, OnnxTensor> inputs, Set<String> outputs, Taker<T> taker, Duration most)
            throws OrtException {
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                OnnxLimit limit = OnnxLimit.begin(options, most)) {
            options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            Call<T> call = () -> {
                try (OrtSession.Result result = session.run(inputs, outputs, options)) {
                    return taker.take(result);
                }
            };
            try {
                return checked(() -> NativeCalls.within(unchecked(call), limit::stop));
            } catch (OrtException e) {
                throw limit.isReached() ? new OrtException("it did not answer within " + seconds(most) + " s") : e;
            }
        }
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private static <T> Supplier<T> unchecked(Call<T> call) {
        return () -> {
            try {
                return call.make();
            } catch (OrtException e) {
                throw new Failed(e);
            }
        };
    }

    private static <T> T checked(Supplier<T> call) throws OrtException {
        try {
            return call.get();
        } catch (Failed e) {
            throw e.failure;
        }
    }
}

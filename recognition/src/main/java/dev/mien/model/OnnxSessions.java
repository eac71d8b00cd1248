package dev.mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** Opens networks with the right options of ONNX Runtime. */
final class OnnxSessions {
    /**
     * By default ONNX Runtime's threads spin while they wait for work, for a while even after the last call. A network
     * that follows, as the emotions follow the faces, would lack processors: a photo took twice as long. So the threads
     * rest between calls.
     */
    private static final String REST_BETWEEN_CALLS = "session.force_spinning_stop";

    private OnnxSessions() {}

    /**
     * Opens a file's bytes.
     *
     * @param threads that compute one answer together, at least 1
     * @throws OrtException if they are not a model that ONNX Runtime takes
     * @throws dev.mien.io.ProgramEndingException if the program is ending
     */
    static OrtSession open(byte[] file, int threads) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.get();
        return OnnxCalls.during(() -> {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.addConfigEntry(REST_BETWEEN_CALLS, "1");
                // what fails is thrown: a log on standard error would say it twice, in colours
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
                return environment.createSession(file, options);
            }
        });
    }
}

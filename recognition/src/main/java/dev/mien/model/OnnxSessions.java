package dev.mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** How ONNX Runtime computes a network. */
final class OnnxSessions {
    /**
     * ONNX Runtime's threads wait for more work without rest, for a while even when the last call has ended. Where another network follows, as the
     * emotions follow the faces, they would keep the processors from it: a photo took twice as long. So they rest between calls.
     */
    private static final String REST_BETWEEN_CALLS = "session.force_spinning_stop";

    private OnnxSessions() {}

    /**
     * Opens a file's bytes.
     *
     * @param threads that compute one answer together, at least 1
     */
    static OrtSession open(byte[] file, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.addConfigEntry(REST_BETWEEN_CALLS, "1");
            return OrtEnvironment.getEnvironment().createSession(file, options);
        }
    }
}

package dev.mien.diagnosis;

import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.engine.NativeLibrary;
import dev.mien.model.OnnxNetwork;
import dev.mien.video.VideoSupport;
import java.util.List;
import java.util.Locale;

/** Checks the native libraries. Only libtorch is not loaded, because loading would unpack 360 MB. */
final class LibraryChecks {
    private static final String SECTION = "Libraries";

    private LibraryChecks() {}

    static List<Check> all() {
        return List.of(onnxRuntime(), ffmpeg(), libtorch());
    }

    private static Check onnxRuntime() {
        long begin = System.nanoTime();
        try {
            return Check.ok(SECTION, "ONNX Runtime", OnnxNetwork.runtimeVersion())
                    .since(begin);
        } catch (MienException | LinkageError e) {
            return Check.failed(
                    SECTION,
                    "ONNX Runtime",
                    "cannot be loaded: " + e.getMessage(),
                    "It needs a folder for temporary files that may hold programs (java.io.tmpdir), and Linux or"
                            + " Windows on x86-64 or macOS");
        }
    }

    private static Check ffmpeg() {
        long begin = System.nanoTime();
        try {
            return Check.ok(SECTION, "FFmpeg", VideoSupport.ffmpegVersion()).since(begin);
        } catch (MienException e) {
            return Check.failed(SECTION, "FFmpeg", "cannot be loaded: " + e.problem(), advice(e));
        }
    }

    private static Check libtorch() {
        String version = NativeLibrary.version();
        return switch (NativeLibrary.presence()) {
            case ABSENT ->
                Check.absent(
                        SECTION,
                        "libtorch",
                        "not in this build, so this build cannot train or judge runs",
                        advice(NativeLibrary.remedy()));
            case PACKED ->
                Check.ok(
                        SECTION,
                        "libtorch",
                        version + ", present, not loaded; the first training unpacks about 400 MB");
            case UNPACKED -> Check.ok(SECTION, "libtorch", version + ", present, not loaded");
        };
    }

    private static String advice(MienException failure) {
        return failure.remedy().map(LibraryChecks::advice).orElse("");
    }

    private static String advice(Remedy remedy) {
        String words = remedy.words();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                + ", or use a build of Mien for this platform";
    }
}

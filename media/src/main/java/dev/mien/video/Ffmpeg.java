package dev.mien.video;

import dev.mien.MienException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What all of this package needs of FFmpeg, which is the LGPL build: nothing of it is under the GPL. */
final class Ffmpeg {
    private static final int REASON_BYTES = 256;
    private static final int AGAIN_ON_LINUX = 11;
    private static final int AGAIN_ON_MAC = 35;

    private Ffmpeg() {}

    /**
     * Loads the native libraries and keeps FFmpeg's log from the terminal: what is worth saying, its answers say.
     *
     * @throws MienException if this build has none for this platform
     */
    static void load() {
        load(() -> avutil.av_log_set_level(avutil.AV_LOG_QUIET));
    }

    /**
     * Loads cameras and what else FFmpeg takes for a device, too.
     *
     * @throws MienException if this build has none for this platform
     */
    static void loadDevices() {
        load();
        load(avdevice::avdevice_register_all);
    }

    private static void load(Runnable firstCall) {
        try {
            firstCall.run();
        } catch (LinkageError e) {
            throw new MienException(
                    "video needs FFmpeg's native libraries, and this build has none for this platform ("
                            + e.getMessage() + "). Build Mien on it, or with -Djavacpp.platform=... for it",
                    e);
        }
    }

    /**
     * The version, as FFmpeg says it.
     *
     * @throws MienException if this build has none for this platform
     */
    static String version() {
        load();
        return avutil.av_version_info().getString();
    }

    /** A file as FFmpeg opens it: by the protocol for files, so that no name is taken for an address. */
    static BytePointer url(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /** What a negative answer means, in FFmpeg's words. */
    static String reason(int code) {
        byte[] text = new byte[REASON_BYTES];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether a decoder or an encoder says that it wants more before it gives something. */
    static boolean wantsMore(int code) {
        return code == -AGAIN_ON_LINUX || code == -AGAIN_ON_MAC;
    }

    /** What native code handed out. */
    static <T extends Pointer> T present(@Nullable T pointer) {
        if (pointer == null || pointer.isNull()) {
            throw new MienException("FFmpeg found no memory");
        }
        return pointer;
    }

    /** The answer of a call that fails only by a mistake of ours or the machine's. */
    static int require(int code, String what) {
        if (code < 0) {
            throw new MienException("FFmpeg cannot " + what + ": " + reason(code));
        }
        return code;
    }

    static AVRational rational(int numerator, int denominator) {
        return avutil.av_make_q(numerator, denominator);
    }

    /** Seconds as a number of units of a time base. */
    static long units(double seconds, AVRational timeBase) {
        return Math.round(seconds / avutil.av_q2d(timeBase));
    }
}

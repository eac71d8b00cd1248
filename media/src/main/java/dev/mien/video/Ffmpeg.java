package dev.mien.video;

import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.io.NativeCache;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Helpers for FFmpeg. The build is under the LGPL; no part of it is under the GPL. */
final class Ffmpeg {
    private static final int REASON_BYTES = 256;
    private static final int AGAIN_ON_LINUX = 11;
    private static final int AGAIN_ON_MAC = 35;

    private Ffmpeg() {}

    /**
     * Loads the native libraries and silences FFmpeg's log. Return codes tell what matters.
     *
     * @throws MienException if this build has no FFmpeg for this platform
     */
    static void load() {
        load(() -> avutil.av_log_set_level(avutil.AV_LOG_QUIET));
    }

    /**
     * Also loads cameras and FFmpeg's other devices. On Linux these need PulseAudio's library (in Debian libpulse0).
     *
     * @throws MienException if this build has no FFmpeg for this platform, or this machine lacks a library
     */
    static void loadDevices() {
        load();
        load(avdevice::avdevice_register_all);
    }

    private static void load(Runnable firstCall) {
        NativeCache.choose();
        try {
            firstCall.run();
        } catch (LinkageError e) {
            throw failure(e);
        }
    }

    /** The reason why a library does not load. A cause names what the library itself needs on this machine. */
    static MienException failure(LinkageError error) {
        String problem = "video needs FFmpeg's native libraries, and they do not load: ";
        Throwable cause = error.getCause();
        return cause == null
                ? new MienException(
                        problem + error.getMessage() + ". Perhaps the class path has none for this platform",
                        Remedy.add(Loader.getPlatform(), "org.bytedeco:ffmpeg"),
                        error)
                : new MienException(problem + cause.getMessage() + ". Install the library that is missing", error);
    }

    /**
     * FFmpeg's version.
     *
     * @throws MienException if this build has no FFmpeg for this platform
     */
    static String version() {
        load();
        return avutil.av_version_info().getString();
    }

    /** A file's address with the protocol for files, so that FFmpeg never takes a name for another address. */
    static BytePointer url(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /** The meaning of a negative code, in FFmpeg's words. */
    static String reason(int code) {
        byte[] text = new byte[REASON_BYTES];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether a decoder or an encoder needs more input. */
    static boolean wantsMore(int code) {
        return code == -AGAIN_ON_LINUX || code == -AGAIN_ON_MAC;
    }

    /** Checks a pointer from native code. */
    static <T extends Pointer> T present(@Nullable T pointer) {
        if (pointer == null || pointer.isNull()) {
            throw new MienException("FFmpeg ran out of memory");
        }
        return pointer;
    }

    /** Checks the code of a call that fails only by a fault of Mien or of the machine. */
    static int require(int code, String what) {
        if (code < 0) {
            throw new MienException("FFmpeg cannot " + what + ": " + reason(code));
        }
        return code;
    }

    static AVRational rational(int numerator, int denominator) {
        return avutil.av_make_q(numerator, denominator);
    }

    /** Converts seconds to units of a time base. */
    static long units(double seconds, AVRational timeBase) {
        return Math.round(seconds / avutil.av_q2d(timeBase));
    }
}

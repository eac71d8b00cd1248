package dev.mien.video;

/** Tells what this build can do with video. */
public final class VideoSupport {
    private VideoSupport() {}

    /**
     * FFmpeg's version.
     *
     * @throws dev.mien.MienException if this build has no FFmpeg for this platform
     */
    public static String ffmpegVersion() {
        return Ffmpeg.version();
    }
}

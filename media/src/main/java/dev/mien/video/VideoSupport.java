package dev.mien.video;

/** What this build can do with video. */
public final class VideoSupport {
    private VideoSupport() {}

    /**
     * FFmpeg's version.
     *
     * @throws dev.mien.MienException if this build has none for this platform
     */
    public static String ffmpegVersion() {
        return Ffmpeg.version();
    }
}

package dev.mien.video;

import java.util.Locale;
import java.util.Set;

/** Tells videos from pictures by their names. */
public final class VideoFiles {
    private static final Set<String> ENDINGS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "mts", "m2ts", "wmv", "flv", "3gp", "ogv");

    private VideoFiles() {}

    /** Whether a file's ending is a video's. */
    public static boolean isVideo(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        int point = name.lastIndexOf('.');
        return point >= 0 && ENDINGS.contains(name.substring(point + 1));
    }
}

package dev.mien.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Says in words why reading or writing failed. */
public final class FailureReason {
    private FailureReason() {}

    /** The reason. The class of a file system's exception often tells more than its message. */
    public static String of(IOException e) {
        String name = e.getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace(" Exception", "");
        if (e instanceof FileSystemException f) {
            return f.getReason() == null ? name.toLowerCase(Locale.ROOT) : f.getReason();
        }
        return e.getMessage() == null ? name : e.getMessage();
    }
}

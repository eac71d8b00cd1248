package dev.mien.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether two paths lead to the same file, also over links. */
public final class SameFile {
    private SameFile() {}

    /** Whether both exist and are the same file. */
    public static boolean is(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}

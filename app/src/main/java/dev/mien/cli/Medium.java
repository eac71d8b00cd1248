package dev.mien.cli;

import dev.mien.batch.PictureSource;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A photo or a video to read.
 *
 * @param source its name, its place and its file; it is decoded only if it is a photo
 * @param film the file of a video, which may be a copy of what came on standard input; empty for a photo
 */
record Medium(PictureSource source, Optional<Path> film) {
    boolean isVideo() {
        return film.isPresent();
    }

    /** Its name in the answers. */
    String file() {
        return source.file();
    }
}

package dev.mien.importing;

import dev.mien.io.AtomicFile;
import dev.mien.io.Sha256;
import java.nio.file.Path;
import java.util.Optional;

/** The user's folder of imported files. A file is called after the SHA-256 of the file that it was made of. */
final class ImportCache {
    /** The system property that names another folder. */
    static final String PROPERTY = "dev.mien.cache";

    private ImportCache() {}

    static void keep(Path model, byte[] file) {
        AtomicFile.writeWithFolder(place(model), out -> out.write(file));
    }

    static Path place(Path model) {
        return folder().resolve(Sha256.of(model) + ".onnx");
    }

    private static Path folder() {
        String own = System.getProperty(PROPERTY, "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
        Path base = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("mien").resolve("imported");
    }
}

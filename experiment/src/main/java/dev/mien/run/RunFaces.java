package dev.mien.run;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the faces of an experiment. */
public final class RunFaces {
    /** The source's name for drawn faces. */
    public static final String DRAWN = "drawn";

    private static final int DRAWN_COUNT = 2800;
    private static final long DRAWN_SEED = 2013;

    private RunFaces() {}

    /** All faces of a file or folder, or drawn faces without one. */
    public static Dataset open(Optional<Path> data) {
        return data.map(Datasets::open).orElseGet(() -> SyntheticFaces.draw(DRAWN_COUNT, DRAWN_SEED));
    }

    /** Like {@link #open}, from the name in a run's configuration. */
    public static Dataset named(String source) {
        return open(source.equals(DRAWN) ? Optional.empty() : Optional.of(Path.of(source)));
    }

    /** The name of a source in a run's configuration. */
    public static String name(Optional<Path> data) {
        return data.map(path -> path.toAbsolutePath().normalize().toString()).orElse(DRAWN);
    }
}

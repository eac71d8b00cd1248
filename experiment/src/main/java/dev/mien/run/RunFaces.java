package dev.mien.run;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.synthetic.SyntheticFaces;
import java.nio.file.Path;
import java.util.Optional;

/** Where an experiment's faces come from. */
public final class RunFaces {
    /** The source's name for faces that Mien draws. */
    public static final String DRAWN = "drawn";

    private static final int DRAWN_COUNT = 2800;
    private static final long DRAWN_SEED = 2013;

    private RunFaces() {}

    /** All faces of a file or folder; without one, faces that Mien draws. */
    public static Dataset open(Optional<Path> data) {
        return data.map(Datasets::open).orElseGet(() -> SyntheticFaces.draw(DRAWN_COUNT, DRAWN_SEED));
    }

    /** As {@link #open}, from the name that a run's configuration keeps. */
    public static Dataset named(String source) {
        return open(source.equals(DRAWN) ? Optional.empty() : Optional.of(Path.of(source)));
    }

    /** The name under which a run's configuration keeps a source. */
    public static String name(Optional<Path> data) {
        return data.map(path -> path.toAbsolutePath().normalize().toString()).orElse(DRAWN);
    }

    /** {@code limit} faces drawn at random by the seed; all of them where there are no more. */
    public static Dataset limited(Dataset faces, int limit, long seed) {
        if (limit < 1) {
            throw new InvalidInputException("the limit is " + limit + ", expected at least 1");
        }
        return limit >= faces.size() ? faces : faces.shuffled(~seed).limit(limit);
    }
}

package dev.mien.run;

import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.dataset.LabelChoice;
import dev.mien.dataset.Relabelling;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.training.Labelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the faces of an experiment. */
public final class RunFaces {
    /** The source's name for drawn faces. */
    public static final String DRAWN = "drawn";

    private static final int DRAWN_COUNT = 2800;
    private static final long DRAWN_SEED = 2013;

    private RunFaces() {}

    /**
     * Opened faces.
     *
     * @param labelling how their classes came about
     * @param notes what a user should know about the classes
     */
    public record Opened(Dataset data, Labelling labelling, List<String> notes) {
        /** Copies the list. */
        public Opened {
            notes = List.copyOf(notes);
        }
    }

    /** All faces of a file or folder, or drawn faces without one. */
    public static Dataset open(Optional<Path> data) {
        return open(data, LabelChoice.USUAL).data();
    }

    /** All faces of a file or folder, or drawn faces without one. Classes that no face has are left out. */
    public static Opened open(Optional<Path> data, LabelChoice choice) {
        LabelSet read = data.map(choice::of).orElse(LabelSet.FER2013);
        Relabelling.Result changed = choice.changes().apply(read(data, read));
        Relabelling.Result present = Relabelling.withoutEmptyClasses(changed.data());
        LabelSet labels = present.data().labelSet();
        Relabelling changes = labels.equals(changed.data().labelSet())
                ? choice.changes()
                : new Relabelling(choice.changes().targets(), labels.names());
        List<String> notes = new ArrayList<>(changed.notes());
        notes.addAll(present.notes());
        return new Opened(present.data(), Labelling.of(read, changes, labels), notes);
    }

    private static Dataset read(Optional<Path> data, LabelSet labels) {
        return data.map(path -> Datasets.open(path, labels))
                .orElseGet(() -> SyntheticFaces.draw(DRAWN_COUNT, DRAWN_SEED));
    }

    /** Like {@link #open}, from the name in a run's configuration. */
    public static Dataset named(String source, Labelling labelling) {
        Optional<Path> data = source.equals(DRAWN) ? Optional.empty() : Optional.of(Path.of(source));
        return labelling.changes().apply(read(data, labelling.readAs())).data();
    }

    /** The name of a source in a run's configuration. */
    public static String name(Optional<Path> data) {
        return data.map(path -> path.toAbsolutePath().normalize().toString()).orElse(DRAWN);
    }
}

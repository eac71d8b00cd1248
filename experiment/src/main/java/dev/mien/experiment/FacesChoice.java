package dev.mien.experiment;

import dev.mien.dataset.LabelChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The faces of an experiment.
 *
 * @param data file or folder; empty for drawn faces
 * @param labels the classes
 * @param limit number of faces to work with, drawn by the seed; empty for all
 */
public record FacesChoice(Optional<Path> data, LabelChoice labels, OptionalInt limit) {
    /** Faces with the classes that the data names. */
    public FacesChoice(Optional<Path> data, OptionalInt limit) {
        this(data, LabelChoice.USUAL, limit);
    }
}

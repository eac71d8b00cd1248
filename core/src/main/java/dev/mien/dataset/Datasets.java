package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens data in any supported form. */
public final class Datasets {
    private Datasets() {}

    /**
     * Reads a folder with {@link ImageFolder}, a file with {@link Fer2013Csv}.
     *
     * @throws InvalidInputException if the path does not exist or its content does not have one of these forms
     */
    public static Dataset open(Path path) {
        return open(path, LabelSet.FER2013);
    }

    /**
     * As {@link #open(Path)}, for data of other classes.
     *
     * @param labels that the file's numbers and words, or the folders' names, mean
     */
    public static Dataset open(Path path, LabelSet labels) {
        return Files.isDirectory(path) ? ImageFolder.read(path, labels) : Fer2013Csv.read(path, labels);
    }
}

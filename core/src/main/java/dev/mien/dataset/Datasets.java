package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens data in any supported form. */
public final class Datasets {
    private Datasets() {}

    /**
     * Whether a path is a folder with parts of its own, such as {@code train} and {@code test}. No picture is read.
     *
     * @throws InvalidInputException if the folder does not hold faces in a form of {@link ImageFolder}
     */
    public static boolean isDividedFolder(Path path) {
        return Files.isDirectory(path) && FaceFolders.isDivided(path);
    }

    /**
     * The classes that data names itself: {@link ImageFolder#labels} for a folder, FER2013's for a file.
     *
     * @throws InvalidInputException if the folders' names do not tell the classes
     */
    public static LabelSet labels(Path path) {
        return Files.isDirectory(path) ? ImageFolder.labels(path) : LabelSet.FER2013;
    }

    /**
     * Reads a folder with {@link ImageFolder}, a file with {@link Fer2013Csv}. The classes are FER2013's.
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

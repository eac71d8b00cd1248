package dev.mien.dataset;

import dev.mien.InvalidInputException;
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
        return Files.isDirectory(path) ? ImageFolder.read(path) : Fer2013Csv.read(path);
    }
}

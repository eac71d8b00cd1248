package dev.mien;

import dev.mien.dataset.Dataset;
import dev.mien.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Drawn faces in the form of FER2013's CSV. */
public final class Fer2013Files {
    private static final long SEED = 3;
    private static final long OTHER_SEED = 4;

    private Fer2013Files() {}

    /** All rows in the Training part. */
    public static Path write(Path file, int count) throws IOException {
        return write(file, count, i -> "Training");
    }

    /** The first of always the same faces. */
    public static Path write(Path file, int count, IntFunction<String> usage) throws IOException {
        return write(file, SyntheticFaces.draw(count, SEED), usage);
    }

    /** Faces that none of the files above has. */
    public static Path writeOthers(Path file, int count, IntFunction<String> usage) throws IOException {
        return write(file, SyntheticFaces.draw(count, OTHER_SEED), usage);
    }

    private static Path write(Path file, Dataset faces, IntFunction<String> usage) throws IOException {
        StringBuilder text = new StringBuilder("emotion,pixels,Usage\n");
        for (int i = 0; i < faces.size(); i++) {
            text.append(row(faces, i)).append(',').append(usage.apply(i)).append('\n');
        }
        return Files.writeString(file, text);
    }

    private static String row(Dataset faces, int index) {
        StringBuilder text = new StringBuilder().append(faces.label(index)).append(',');
        for (int p = 0; p < faces.pixelsPerSample(); p++) {
            text.append(p == 0 ? "" : " ").append(faces.pixel(index, p % faces.width(), p / faces.width()));
        }
        return text.toString();
    }
}

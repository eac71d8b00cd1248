package dev.mien.testing;

import dev.mien.dataset.Dataset;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;

/** Drawn faces in the forms in which FER2013 comes: a CSV, or a folder of pictures. */
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

    /** Faces as pictures in a folder for each part and class. */
    public static Path writeFolder(Path folder, int count) throws IOException {
        Dataset faces = SyntheticFaces.draw(count, SEED);
        for (int i = 0; i < faces.size(); i++) {
            Path place = Files.createDirectories(
                    folder.resolve("train").resolve(faces.emotion(i).label()));
            BufferedImage image = new BufferedImage(faces.width(), faces.height(), BufferedImage.TYPE_BYTE_GRAY);
            byte[] pixels = new byte[faces.pixelsPerSample()];
            faces.copyPixels(i, pixels, 0);
            image.getRaster().setDataElements(0, 0, faces.width(), faces.height(), pixels);
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
        return folder;
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

package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.image.GrayImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder of faces: {@code train|test/<emotion>/*.jpg|jpeg|png}, as in Kaggle's picture form of FER2013, or
 * {@code <emotion>/*.jpg|jpeg|png}. {@link dev.mien.Emotion#parse} reads the names of the emotion folders.
 *
 * <p>The official split comes from the file's name if that begins with {@code Training_}, {@code PublicTest_} or
 * {@code PrivateTest_}; otherwise from the folder: {@code train} is Training, {@code val|valid|validation} is
 * PublicTest, {@code test} is PrivateTest. A folder of emotions without parts, with other file names, has no official
 * split.
 */
public final class ImageFolder {
    private static final int MOST_NAMED = 20;

    private ImageFolder() {}

    /**
     * Decodes all pictures, on all cores, to 48x48 grey pixels; other sizes are resampled.
     *
     * @return the pictures in the order of their paths
     * @throws InvalidInputException if there is no face, a folder's name is not an emotion, or a picture is unreadable;
     *     the message names all of them, up to 20
     */
    public static Dataset read(Path folder) {
        return read(folder, LabelSet.FER2013);
    }

    /**
     * As {@link #read(Path)}, for folders of other classes.
     *
     * @param labels that the folders' names or numbers mean, see {@link LabelSet#code(String)}
     */
    public static Dataset read(Path folder, LabelSet labels) {
        List<FacePicture> pictures = FaceFolders.list(folder, labels);
        Pixels pixels = Pixels.room(pictures.size(), PixelText.COUNT);
        List<InvalidInputException> failures = IntStream.range(0, pictures.size())
                .parallel()
                .mapToObj(i -> decode(pictures.get(i).file(), pixels.array(i), pixels.offset(i)))
                .flatMap(Optional::stream)
                .toList();
        if (!failures.isEmpty()) {
            throw failure(folder, pictures.size(), failures);
        }
        return Dataset.owning(
                String.valueOf(folder.getFileName()),
                PixelText.SIDE,
                PixelText.SIDE,
                pixels,
                labels,
                labels(pictures),
                usages(pictures));
    }

    /**
     * The classes that the folders' names tell. If all are emotions of FER2013, it is FER2013's set, whether or not
     * each of them has a folder. Otherwise the classes are those of the folders in alphabetical order.
     *
     * @throws InvalidInputException if there is no folder of faces, or if numbers name the folders, because the same
     *     number means other classes in other data sets
     */
    public static LabelSet labels(Path folder) {
        return FaceFolders.labels(folder);
    }

    /** All of them can be mended at once, so all are named, up to a number. */
    private static InvalidInputException failure(Path folder, int pictures, List<InvalidInputException> failures) {
        InvalidInputException first = failures.get(0);
        if (failures.size() == 1) {
            return first;
        }
        String named = failures.stream()
                .limit(MOST_NAMED)
                .map(InvalidInputException::problem)
                .collect(Collectors.joining("; "));
        int others = failures.size() - MOST_NAMED;
        return new InvalidInputException(
                failures.size() + " of " + pictures + " pictures in " + folder + " cannot be read: " + named
                        + (others > 0 ? "; and " + others + " more" : ""),
                first);
    }

    /** Returns a failure instead of throwing it, so that the others are found too. */
    private static Optional<InvalidInputException> decode(Path file, byte[] target, int offset) {
        try {
            GrayImage.read(file).resized(PixelText.SIDE, PixelText.SIDE).copyPixels(target, offset);
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e);
        }
    }

    private static byte[] labels(List<FacePicture> pictures) {
        byte[] labels = new byte[pictures.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) pictures.get(i).label();
        }
        return labels;
    }

    private static byte @Nullable [] usages(List<FacePicture> pictures) {
        if (pictures.get(0).usage().isEmpty()) {
            return null;
        }
        byte[] usages = new byte[pictures.size()];
        for (int i = 0; i < usages.length; i++) {
            usages[i] = (byte) pictures.get(i).usage().orElseThrow().code();
        }
        return usages;
    }
}

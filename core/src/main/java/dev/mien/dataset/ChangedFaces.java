package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import java.util.stream.IntStream;

/** Changes the pictures of a data set one by one, on all processors. */
public final class ChangedFaces {
    private ChangedFaces() {}

    /** Changes a picture. Several threads call it. */
    @FunctionalInterface
    public interface Change {
        /** @param row of the sample in its source, see {@link Dataset#row}; random draws can depend on it */
        GrayImage apply(GrayImage picture, int row);
    }

    /**
     * The same samples with changed pictures. The result is a source of its own: its sample {@code i} is row {@code i},
     * and it has no official split.
     *
     * @param faces at least one
     * @param change gives all pictures one size
     */
    public static Dataset of(Dataset faces, Change change) {
        GrayImage[] pictures = IntStream.range(0, faces.size())
                .parallel()
                .mapToObj(i -> change.apply(faces.picture(i), faces.row(i)))
                .toArray(GrayImage[]::new);
        int width = pictures[0].width();
        int height = pictures[0].height();
        Pixels pixels = Pixels.room(pictures.length, width * height);
        byte[] labels = new byte[pictures.length];
        for (int i = 0; i < pictures.length; i++) {
            if (pictures[i].width() != width || pictures[i].height() != height) {
                throw new InvalidInputException("a change made pictures of " + width + "x" + height + " and of "
                        + pictures[i].width() + "x" + pictures[i].height() + ", expected one size");
            }
            pictures[i].copyPixels(pixels.array(i), pixels.offset(i));
            labels[i] = (byte) faces.label(i);
        }
        return Dataset.owning(faces.source(), width, height, pixels, faces.labelSet(), labels, null);
    }
}

package dev.mien.augmentation;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import java.util.List;

/**
 * Applies augmentations to samples with the semantics of Keras' ImageDataGenerator
 * (keras.src.legacy.preprocessing.image). All geometric changes are one affine map about the centre: rotation times
 * shift times zoom. The picture is sampled once, bilinearly; beyond its border stands the nearest pixel or a
 * reflection. A flip comes last. Light and erased rectangles then change the result. Two mistakes of Keras 3.15.1 are
 * not repeated: there {@code height_shift_range} moves columns and {@code width_shift_range} moves rows, and the centre
 * of a picture that is not square is off. The change of a sample is a pure function of the augmentations, the seed, the
 * epoch and the sample's row in its source. Thread-safe.
 */
public final class Augmenter {
    private final List<Augmentation> augmentations;
    private final int width;
    private final int height;
    private final Resampler resampler;
    private final Finish finish;

    /**
     * @param augmentations in the order in which their random numbers are drawn; an augmentation listed twice is
     *     applied twice
     * @param width of the pictures, in pixels, above 0; so is the height
     */
    public Augmenter(List<Augmentation> augmentations, int width, int height) {
        if (width < 1 || height < 1) {
            throw new InvalidInputException(
                    "pictures of " + width + "x" + height + " cannot be augmented, expected at least 1x1");
        }
        this.augmentations = List.copyOf(augmentations);
        this.width = width;
        this.height = height;
        this.resampler = new Resampler(width, height);
        this.finish = new Finish(width, height);
    }

    /**
     * Writes a changed picture: {@link #apply} of {@link #draw}.
     *
     * @param index of the sample in {@code data}
     * @param epoch from 1
     * @param target receives width x height grey values of 0 to 255, row by row, from {@code offset}
     */
    public void augment(Dataset data, int index, long seed, int epoch, float[] target, int offset) {
        apply(draw(seed, epoch, data.row(index)), data, index, target, offset);
    }

    /**
     * The draw for a sample in an epoch.
     *
     * @param row of the sample in its source, see {@link Dataset#row}; a shuffle does not change it
     */
    public Draw draw(long seed, int epoch, int row) {
        DrawSource random = new DrawSource(seed, epoch, row);
        DrawBuilder builder = new DrawBuilder(width, height);
        for (Augmentation augmentation : augmentations) {
            augmentation.addTo(builder, random);
        }
        return builder.build();
    }

    /**
     * Applies a draw to a sample and writes the picture; see {@link #augment} for the target.
     *
     * @throws InvalidInputException if the data's pictures have another size, or the target has no room for one
     */
    public void apply(Draw draw, Dataset data, int index, float[] target, int offset) {
        requireFit(data, target, offset);
        byte[] source = resampler.room();
        data.copyPixels(index, source, 0);
        resampler.sample(draw, source, target, offset);
        finish.apply(draw, target, offset);
    }

    private void requireFit(Dataset data, float[] target, int offset) {
        if (data.width() != width || data.height() != height) {
            throw new InvalidInputException(data + " does not fit an augmenter for pictures of " + width + "x" + height
                    + ": make one for the size of the data");
        }
        if (offset < 0 || offset > target.length - width * height) {
            throw new InvalidInputException("a target of " + target.length + " values has no room for a picture of "
                    + width + "x" + height + " from " + offset);
        }
    }
}

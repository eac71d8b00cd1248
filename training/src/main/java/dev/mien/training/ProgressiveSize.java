package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.ModelArchitecture;

/**
 * Shows the network smaller pictures first, which takes less time by the square of their side, and whole ones afterwards (progressive
 * resizing; Touvron et al., arXiv 1906.06423, measured what sizes do). For networks that pool over all positions before they answer, so
 * that the same weights read any size. Validation pictures are always whole.
 *
 * @param side of the small pictures in pixels, at least {@value #SMALLEST}
 * @param share of the epochs that see them, above 0 and below 1
 */
public record ProgressiveSize(int side, double share) {
    /** The least side whose maps can be pooled thrice and still have neighbours. */
    private static final int SMALLEST = 16;

    private static final double USUAL_SHARE = 0.5;

    public ProgressiveSize {
        if (side < SMALLEST) {
            throw new InvalidInputException(
                    "the side of the first epochs' pictures is " + side + ", expected at least " + SMALLEST);
        }
        if (!(share > 0 && share < 1)) {
            throw new InvalidInputException(
                    "the share of the epochs that see small pictures is " + share + ", expected above 0 and below 1");
        }
    }

    /**
     * For half of the epochs.
     *
     * @param side a whole number, in pixels
     */
    public static ProgressiveSize firstHalf(double side) {
        if (side != Math.rint(side)) {
            throw new InvalidInputException(
                    "the side of the first epochs' pictures is " + side + ", expected a whole number of pixels");
        }
        return new ProgressiveSize((int) side, USUAL_SHARE);
    }

    /** @throws InvalidInputException if the network cannot read such pictures, or reads none that are larger */
    void requireFor(ModelArchitecture architecture) {
        int whole = Math.min(architecture.input().height(), architecture.input().width());
        if (side >= whole) {
            throw new InvalidInputException("the side of the first epochs' pictures is " + side
                    + ", expected less than the " + whole + " of whole ones");
        }
        architecture.on(side, side);
    }

    /**
     * Whether an epoch sees small pictures.
     *
     * @param epoch from 1
     * @param epochs in all
     */
    public boolean isSmall(int epoch, int epochs) {
        return epoch <= share * epochs;
    }
}

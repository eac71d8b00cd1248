package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import java.util.List;

/**
 * Gives the augmentation another strength in the last epochs. There a network can see pictures that are closer to those
 * in use. {@linkplain Augmentation#isDamage Damage} keeps its share, because pictures in use are as bad as those in
 * training.
 *
 * @param strength the factor of the amounts, above 0; see {@link Augmentation#times}
 * @param from the share of the epochs before the change, above 0 and below 1
 */
public record LateAugmentation(double strength, double from) {
    public LateAugmentation {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new InvalidInputException(
                    "strength of the augmentation in the last epochs is " + strength + ", expected a number above 0");
        }
        if (!(from > 0 && from < 1)) {
            throw new InvalidInputException("the share of the epochs before the augmentation changes is " + from
                    + ", expected above 0 and below 1");
        }
    }

    /** The changed augmentations. */
    List<Augmentation> of(List<Augmentation> usual) {
        return usual.stream()
                .map(augmentation -> augmentation.isDamage() ? augmentation : augmentation.times(strength))
                .toList();
    }

    /**
     * Whether an epoch is one of the last.
     *
     * @param epoch from 1
     * @param epochs the number of all epochs
     */
    boolean isLate(int epoch, int epochs) {
        return epoch > from * epochs;
    }
}

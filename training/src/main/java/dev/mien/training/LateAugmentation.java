package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Degradation;
import java.util.List;

/**
 * Another strength of the augmentation in the last epochs, in which a network then sees pictures that are nearer to those that it will
 * be asked about. {@link Degradation} keeps its share: pictures are as bad in use as they were in training.
 *
 * @param strength what the amounts are multiplied with, above 0; see {@link Augmentation#times}
 * @param from share of the epochs that are made without it, above 0 and below 1
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
                .map(augmentation -> augmentation instanceof Degradation ? augmentation : augmentation.times(strength))
                .toList();
    }

    /**
     * Whether an epoch is one of the last.
     *
     * @param epoch from 1
     * @param epochs in all
     */
    boolean isLate(int epoch, int epochs) {
        return epoch > from * epochs;
    }
}

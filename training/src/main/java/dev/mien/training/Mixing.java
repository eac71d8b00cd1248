package dev.mien.training;

import dev.mien.InvalidInputException;

/**
 * Makes one training sample out of two: picture and targets are mixed in the same proportion, drawn from the beta
 * distribution with both parameters {@code alpha}.
 */
public sealed interface Mixing {
    /** Below it nearly all of the draws would lie where numbers of 64 bits end. */
    double SMALLEST_ALPHA = 0.01;

    /** Parameter of the beta distribution, 0.01 to 1. */
    double alpha();

    /** Whether all values of the two pictures are averaged. Otherwise the partner stands in a rectangle. */
    boolean averages();

    /** The mean of two pictures, weighted (Zhang et al., arXiv 1710.09412). */
    record Mixup(double alpha) implements Mixing {
        public Mixup {
            require(alpha);
        }

        @Override
        public boolean averages() {
            return true;
        }
    }

    /** A rectangle of one picture in the other, at the same place (Yun et al., arXiv 1905.04899). */
    record CutMix(double alpha) implements Mixing {
        public CutMix {
            require(alpha);
        }

        @Override
        public boolean averages() {
            return false;
        }
    }

    private static void require(double alpha) {
        if (!(alpha >= SMALLEST_ALPHA && alpha <= 1)) {
            throw new InvalidInputException(
                    "alpha of a mixture is " + alpha + ", expected " + SMALLEST_ALPHA + " to 1");
        }
    }
}

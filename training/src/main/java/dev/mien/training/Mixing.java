package dev.mien.training;

import dev.mien.InvalidInputException;

/**
 * Makes one training sample out of two. Pictures and targets are mixed in the same proportion. The proportion is drawn
 * from the beta distribution with both parameters equal to {@code alpha}.
 */
public sealed interface Mixing {
    /** The smallest alpha. Below it, nearly all draws would be outside the range of 64-bit numbers. */
    double SMALLEST_ALPHA = 0.01;

    /** The parameter of the beta distribution, 0.01 to 1. */
    double alpha();

    /** Whether all values of the two pictures are averaged. Otherwise a rectangle shows the partner. */
    boolean averages();

    /** The weighted mean of two pictures (Zhang et al., arXiv 1710.09412). */
    record Mixup(double alpha) implements Mixing {
        public Mixup {
            require(alpha);
        }

        @Override
        public boolean averages() {
            return true;
        }
    }

    /** A rectangle of one picture, copied to the same place in the other (Yun et al., arXiv 1905.04899). */
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

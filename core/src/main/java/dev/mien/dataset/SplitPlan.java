package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Locale;

/**
 * How a data set is divided into training, validation and test.
 *
 * @param method at random or by the official split
 * @param testFraction share of all samples that test, above 0 and below 1; for {@link Method#RANDOM}
 * @param validationFraction share of the remaining samples that validate, above 0 and below 1; for
 *     {@link Method#RANDOM}
 * @param groupDuplicates whether samples with equal pixels stay in one part
 * @param seed of the shuffle
 */
public record SplitPlan(
        Method method, double testFraction, double validationFraction, boolean groupDuplicates, long seed) {

    /** The two ways. */
    public enum Method {
        /** Shuffles by the seed. The last samples test, the last of the rest validate. */
        RANDOM,
        /** FER2013's Usage: Training trains, PublicTest validates, PrivateTest tests. */
        OFFICIAL;

        /** The name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SplitPlan {
        requireFraction("test", testFraction);
        requireFraction("validation", validationFraction);
    }

    private static void requireFraction(String name, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new InvalidInputException("the " + name + " fraction is " + fraction
                    + ", expected a number above 0 and below 1: give 0.1 for a tenth");
        }
    }

    /** The article's split: 81 % train, 9 % validate, 10 % test, at random. */
    public static SplitPlan random(long seed) {
        return new SplitPlan(Method.RANDOM, 0.1, 0.1, false, seed);
    }

    /** FER2013's own split. */
    public static SplitPlan official() {
        return new SplitPlan(Method.OFFICIAL, 0.1, 0.1, false, 0);
    }

    /**
     * Splits the data. The parts are views of the same pixels.
     *
     * @throws InvalidInputException if no sample is left for a part, if a part that is not empty lacks a class, or if
     *     the method is official and the data has no official split
     */
    public DataSplit apply(Dataset data) {
        DataSplit split = method == Method.RANDOM ? RandomSplit.of(data, this) : OfficialSplit.of(data, this);
        ClassCheck.requireAllClasses(split);
        return split;
    }

    /** The plan in words. */
    public String rule() {
        return method == Method.RANDOM
                ? "random by seed " + seed + ", test fraction " + testFraction + ", validation fraction "
                        + validationFraction + " of the rest" + (groupDuplicates ? ", duplicates kept together" : "")
                : "official: Training trains, PublicTest validates, PrivateTest tests"
                        + (groupDuplicates ? "; duplicates stay in the last of these that has them" : "");
    }
}

package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Locale;

/**
 * How a data set is divided into training, validation and test.
 *
 * @param method at random or by the official split
 * @param testFraction share of all samples that test, above 0 and below 1; for {@link Method#RANDOM}
 * @param validationFraction share of the remaining samples that validate, above 0 and below 1; for
 *     {@link Method#RANDOM} and {@link Method#OFFICIAL_TEST}
 * @param groupDuplicates whether samples with equal pixels stay in one part
 * @param seed of the shuffle
 */
public record SplitPlan(
        Method method, double testFraction, double validationFraction, boolean groupDuplicates, long seed) {

    /** The ways to divide. */
    public enum Method {
        /** Shuffles by the seed. The last samples test, the last of the rest validate. */
        RANDOM,
        /**
         * FER2013's Usage: Training trains, PublicTest validates, PrivateTest tests. Without PublicTest it does the
         * same as {@link #OFFICIAL_TEST}.
         */
        OFFICIAL,
        /**
         * PrivateTest tests, and a part of Training validates, which the seed chooses from each class in proportion. It
         * is for data without PublicTest.
         */
        OFFICIAL_TEST;

        /** The name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
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

    /** Whether the parts are those of the data itself. */
    public boolean isOfficial() {
        return method != Method.RANDOM;
    }

    /** The plan that says how this data is divided: its method is OFFICIAL only if the data has a PublicTest part. */
    public SplitPlan settled(Dataset data) {
        boolean cut = method == Method.OFFICIAL
                && data.hasUsages()
                && data.withUsage(Usage.PUBLIC_TEST).isEmpty();
        return cut
                ? new SplitPlan(Method.OFFICIAL_TEST, testFraction, validationFraction, groupDuplicates, seed)
                : this;
    }

    /**
     * At most {@code limit} samples, chosen at random by the seed. If this choice would leave too few samples of a
     * class for the parts of this plan, the samples are chosen from each class in proportion, for official parts from
     * each class of each part.
     *
     * @param choice seed of the choice
     * @throws InvalidInputException if the limit is below 1
     */
    public Dataset limited(Dataset data, int limit, long choice) {
        if (limit < 1) {
            throw new InvalidInputException("the limit is " + limit + ", expected at least 1");
        }
        return limit >= data.size() ? data : LimitedSample.of(data, settled(data), limit, choice);
    }

    /**
     * Splits the data. The parts are views of the same pixels. If a random split would leave a class out of a part,
     * each class is divided in proportion instead, and a note says so.
     *
     * @throws InvalidInputException if no sample is left for a part, if a part that is not empty lacks a class, or if
     *     the method is official and the data has no official split
     */
    public DataSplit apply(Dataset data) {
        DataSplit split = isOfficial() ? OfficialSplit.of(data, settled(data)) : RandomSplit.of(data, this);
        ClassCheck.requireAllClasses(split);
        return split;
    }

    /** The plan in words. */
    public String rule() {
        String duplicates = groupDuplicates ? "; duplicates stay in the last of these that has them" : "";
        return switch (method) {
            case RANDOM ->
                "random by seed " + seed + ", test fraction " + testFraction + ", validation fraction "
                        + validationFraction + " of the rest" + (groupDuplicates ? ", duplicates kept together" : "");
            case OFFICIAL -> "official: Training trains, PublicTest validates, PrivateTest tests" + duplicates;
            case OFFICIAL_TEST ->
                "official: Training trains, PrivateTest tests" + duplicates + "; validation fraction "
                        + validationFraction + " of Training, chosen by seed " + seed;
        };
    }
}

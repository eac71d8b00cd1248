package dev.mien.dataset;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.Optional;

/** The votes of FER+'s taggers on one picture: ten, and nine in one row of the file. Immutable. */
public final class FerPlusVotes {
    private final int[] counts;

    private FerPlusVotes(int[] counts) {
        this.counts = counts;
    }

    /**
     * Copies the counts.
     *
     * @param counts votes for each of the {@link FerPlusClass#COUNT} classes, 0 or more, in the order of their codes
     */
    public static FerPlusVotes of(int... counts) {
        if (counts.length != FerPlusClass.COUNT || Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new InvalidInputException("the votes of FER+ are " + Arrays.toString(counts) + ", expected "
                    + FerPlusClass.COUNT + " counts of 0 or more: one for each class");
        }
        return new FerPlusVotes(counts.clone());
    }

    /** Votes for a class. */
    public int count(FerPlusClass choice) {
        return counts[choice.code()];
    }

    /** All votes. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    /** Votes for an emotion of any kind. */
    public int emotionTotal() {
        return Arrays.stream(counts, 0, FerPlusClass.EMOTIONS).sum();
    }

    /** The class with more than half of all votes, whether it is an emotion or not. */
    public Optional<FerPlusClass> majority() {
        FerPlusClass first = first(FerPlusClass.COUNT);
        return 2 * count(first) > total() ? Optional.of(first) : Optional.empty();
    }

    /** The class with the most votes among all ten; at a tie, the first in the file's order. */
    public FerPlusClass plurality() {
        return first(FerPlusClass.COUNT);
    }

    /**
     * The emotion with the most votes; at a tie, the first in the file's order. Empty without a vote for an emotion.
     */
    public Optional<FerPlusClass> emotionPlurality() {
        return emotionTotal() == 0 ? Optional.empty() : Optional.of(first(FerPlusClass.EMOTIONS));
    }

    private FerPlusClass first(int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return FerPlusClass.ofCode(best);
    }

    /**
     * The share of each emotion in the votes for emotions: {@link FerPlusClass#EMOTIONS} numbers that sum to 1, which
     * serve as soft labels. Without a vote for an emotion all are 0, so the row adds nothing to a cross-entropy.
     */
    public float[] distribution() {
        float[] shares = new float[FerPlusClass.EMOTIONS];
        int total = Math.max(1, emotionTotal());
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) counts[i] / total;
        }
        return shares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FerPlusVotes votes && Arrays.equals(counts, votes.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}

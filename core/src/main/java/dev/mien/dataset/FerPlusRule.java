package dev.mien.dataset;

import java.util.Locale;
import java.util.Optional;

/**
 * Three ways to turn ten votes into one label, named like the schemes of Barsoum et al.
 * (<a href="https://arxiv.org/abs/1608.01041">arXiv 1608.01041</a>) that they serve. They give labels to different
 * rows, so every accuracy depends on the rule: a figure without its rule and N says little. Each rule below tells its
 * N, the number of labelled rows of FER2013's PublicTest (3,589 rows); {@code FerPlusTest} measures it.
 *
 * <p>The program of the paper's authors removes single votes first, which gives more majorities: 3,199 rows of
 * PublicTest instead of 2,862 (and the often cited 3,153 of PrivateTest). Here all votes count.
 */
public enum FerPlusRule {
    /** The emotion with more than half of all votes, including those for unknown and not a face. N = 2,862. */
    MAJORITY("the emotion with more than half of all votes; other rows are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return votes.majority().filter(FerPlusClass::isEmotion);
        }
    },
    /**
     * The class with the most votes among all ten, if it is an emotion; at a tie, the first in the file's order. It is
     * the likeliest label of the paper's probabilistic drawing. N = 3,553.
     */
    PROBABILITY(
            "the class with the most votes among all ten, if it is an emotion, and the first in the file's order at a"
                    + " tie; other rows are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return Optional.of(votes.plurality()).filter(FerPlusClass::isEmotion);
        }
    },
    /**
     * The emotion with the most votes among the eight; at a tie, the first in the file's order. It is the largest entry
     * of {@link FerPlusVotes#distribution}, on which the cross-entropy over votes trains. Every row with a vote for an
     * emotion has one. N = 3,579.
     */
    CROSS_ENTROPY(
            "the emotion with the most votes among the eight, the first in the file's order at a tie; rows without a"
                    + " vote for an emotion are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return votes.emotionPlurality();
        }
    };

    private final String words;

    FerPlusRule(String words) {
        this.words = words;
    }

    /** The rule in words: what the label is, and which rows have one. */
    public String words() {
        return words;
    }

    /** The label of a picture under this rule, always an emotion; empty if the rule leaves the picture out. */
    public abstract Optional<FerPlusClass> label(FerPlusVotes votes);

    /** Lower-case name in files: {@code cross_entropy}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.mien.dataset;

import java.util.Locale;
import java.util.Optional;

/**
 * Ways to make one label out of ten votes, named as the schemes of Barsoum et al.
 * (<a href="https://arxiv.org/abs/1608.01041">arXiv 1608.01041</a>) that they serve. They differ in which rows have a label at
 * all, and so does every accuracy: a figure without its rule and N says little. N of the rows of FER2013's PublicTest (3,589)
 * stands below; {@code FerPlusTest} measures it. All votes count but where a rule says otherwise.
 */
public enum FerPlusRule {
    /**
     * The emotion with more than half of all votes, unknown and not a face counted among them. N = 2,862.
     */
    MAJORITY("the emotion with more than half of all votes; other rows are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return votes.majority().filter(FerPlusClass::isEmotion);
        }
    },
    /**
     * The majority as the program that the paper's authors published takes it (github.com/microsoft/FERPlus,
     * src/ferplus.py), and most figures of others with it: classes that one tagger alone voted for lose that vote
     * first, and then the class with more than half of the votes that are left is the label, where it is an emotion. N
     * = 3,199; of PrivateTest 3,153 are often cited.
     */
    BARSOUM_MAJORITY(
            "the emotion with more than half of the votes that are left when classes with a single vote have lost it;"
                    + " other rows are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return votes.withoutSingles().majority().filter(FerPlusClass::isEmotion);
        }
    },
    /**
     * The class with the most votes among all ten, the first in the file's order at a tie, where it is an emotion: the likeliest
     * of the labels that the paper's probabilistic drawing draws. N = 3,553.
     */
    PROBABILITY(
            "the class with the most votes among all ten, where it is an emotion, the first in the file's order at a tie; other rows"
                    + " are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return Optional.of(votes.plurality()).filter(FerPlusClass::isEmotion);
        }
    },
    /**
     * The emotion with the most votes among the eight, the first in the file's order at a tie: the largest entry of
     * {@link FerPlusVotes#distribution}, which the cross-entropy over votes trains on. Every row with a vote for an emotion has
     * one. N = 3,579.
     */
    CROSS_ENTROPY(
            "the emotion with the most votes among the eight, the first in the file's order at a tie; rows without a vote for an"
                    + " emotion are left out") {
        @Override
        public Optional<FerPlusClass> label(FerPlusVotes votes) {
            return votes.emotionPlurality();
        }
    };

    private final String words;

    FerPlusRule(String words) {
        this.words = words;
    }

    /** What the label is and which rows have one, in words. */
    public String words() {
        return words;
    }

    /** The label of a picture under this rule, always an emotion; none where the rule leaves the picture out. */
    public abstract Optional<FerPlusClass> label(FerPlusVotes votes);

    /** Lower-case name, as files have it: {@code cross_entropy}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

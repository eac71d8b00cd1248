package dev.mien.audit;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How far the labels and FER+'s votes agree.
 *
 * @param rule how votes become one label
 * @param labelled number of pictures of each class, in label order, to which the rule gives a label
 * @param agreeing number of those whose label agrees with the rule's
 */
public record FerPlusAgreement(FerPlusRule rule, List<Integer> labelled, List<Integer> agreeing) {
    public FerPlusAgreement {
        labelled = List.copyOf(labelled);
        agreeing = List.copyOf(agreeing);
    }

    static FerPlusAgreement of(Dataset data, FerPlus votes, FerPlusRule rule) {
        if (!data.labelSet().equals(LabelSet.FER2013)) {
            throw new InvalidInputException("FER+'s votes are for the classes " + LabelSet.FER2013.text() + ", but "
                    + data.source() + " has " + data.labelSet().text());
        }
        List<Integer> labelled = new ArrayList<>(Collections.nCopies(Emotion.COUNT, 0));
        List<Integer> agreeing = new ArrayList<>(labelled);
        for (int i = 0; i < data.size(); i++) {
            Optional<FerPlusClass> label = rule.label(votes.votes(data.row(i)));
            if (label.isPresent()) {
                labelled.set(data.label(i), labelled.get(data.label(i)) + 1);
            }
            if (label.flatMap(FerPlusClass::emotion).equals(Optional.of(data.emotion(i)))) {
                agreeing.set(data.label(i), agreeing.get(data.label(i)) + 1);
            }
        }
        return new FerPlusAgreement(rule, labelled, agreeing);
    }

    /** Number of pictures to which the rule gives a label. */
    public int n() {
        return sum(labelled);
    }

    /** The share of them whose label agrees, 0 to 1. */
    public double share() {
        return n() == 0 ? 0 : (double) sum(agreeing) / n();
    }

    /** The same share of the pictures of one class. */
    public double share(Emotion emotion) {
        int all = labelled.get(emotion.code());
        return all == 0 ? 0 : (double) agreeing.get(emotion.code()) / all;
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}

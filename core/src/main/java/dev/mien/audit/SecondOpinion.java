package dev.mien.audit;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import java.util.BitSet;
import java.util.List;

/**
 * What models say about the samples of a data set, and of which samples they knew the label.
 *
 * @param models names of the models, for reports
 * @param predictions one for each sample, in the order of the data
 * @param inSample positions of samples whose every model was trained on them: such a model tends to repeat the label it was taught
 */
public record SecondOpinion(List<String> models, Predictions predictions, BitSet inSample) {
    public SecondOpinion {
        models = List.copyOf(models);
        inSample = (BitSet) inSample.clone();
        if (models.isEmpty()) {
            throw new InvalidInputException("an opinion on labels came without a model, expected at least one");
        }
    }

    /** A copy. */
    @Override
    public BitSet inSample() {
        return (BitSet) inSample.clone();
    }

    /**
     * Checks that the samples are those of {@code data}.
     *
     * @return this
     * @throws InvalidInputException if they are not
     */
    SecondOpinion requireFor(Dataset data) {
        boolean same = predictions.size() == data.size();
        for (int i = 0; same && i < data.size(); i++) {
            same = predictions.row(i) == data.row(i) && predictions.truth(i) == data.label(i);
        }
        if (!same) {
            throw new InvalidInputException("an opinion on " + predictions.size() + " samples is not on the "
                    + data.size() + " of " + data.source() + ": let the models predict them all, in their order");
        }
        return this;
    }
}

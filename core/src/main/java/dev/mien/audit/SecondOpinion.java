package dev.mien.audit;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import java.util.BitSet;
import java.util.List;

/**
 * What models predict for the samples of a data set, and whose labels they had been trained on.
 *
 * @param models names of the models, for reports
 * @param predictions one for each sample, in the order of the data
 * @param inSample positions of samples that all of their models trained on; such a model tends to repeat the label that
 *     it learned
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
     * Checks that the samples belong to {@code data}.
     *
     * @return this
     * @throws InvalidInputException if they do not
     */
    SecondOpinion requireFor(Dataset data) {
        boolean same = predictions.size() == data.size();
        for (int i = 0; same && i < data.size(); i++) {
            same = predictions.row(i) == data.row(i) && predictions.truth(i) == data.label(i);
        }
        if (!same) {
            throw new InvalidInputException("an opinion on " + predictions.size() + " samples does not fit the "
                    + data.size() + " of " + data.source() + ": let the models predict them all, in their order");
        }
        return this;
    }
}

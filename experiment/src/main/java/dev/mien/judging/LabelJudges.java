package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.audit.SecondOpinion;
import dev.mien.dataset.Copies;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.run.Lineage;
import dev.mien.run.RunData;
import dev.mien.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks models about the labels of a data set. Each row gets the mean probabilities of the models whose run did not
 * train on its pixels. If every run did, it gets the mean of all models and is marked in-sample.
 */
public final class LabelJudges {
    private final Dataset data;
    private final List<Path> models;
    private final List<BitSet> trained = new ArrayList<>();

    private LabelJudges(Dataset data, List<Path> models) {
        this.data = data;
        this.models = models;
    }

    /**
     * Predicts all rows.
     *
     * @param models run folders, or model files in them, at least one
     * @throws InvalidInputException if a model's training rows are unknown: it does not belong to a run, or the data of
     *     its run is gone or has changed
     */
    public static SecondOpinion ask(List<Path> models, Dataset data) {
        return new LabelJudges(data, models).ask();
    }

    private SecondOpinion ask() {
        RunData read = new RunData().with(data);
        models.forEach(model -> trained.add(trainedOn(model, read)));
        BitSet inSample = new BitSet();
        inSample.set(0, data.size());
        trained.forEach(inSample::and);
        double[][] sums = new double[data.size()][data.labelSet().size()];
        int[] counts = new int[data.size()];
        for (int m = 0; m < models.size(); m++) {
            BitSet silent = (BitSet) trained.get(m).clone();
            silent.andNot(inSample);
            add(models.get(m), JudgedFaces.others(silent, data.size()), sums, counts);
        }
        return new SecondOpinion(models.stream().map(Path::toString).toList(), means(sums, counts), inSample);
    }

    /** Rows whose pixels trained the model, one of its teachers, or a run that it started from. */
    private BitSet trainedOn(Path model, RunData read) {
        BitSet rows = new BitSet();
        Lineage.of(List.of(model)).forEach(ancestor -> rows.or(Copies.of(data, trainingRows(ancestor, read))));
        return rows;
    }

    private static Dataset trainingRows(Path model, RunData read) {
        RunConfig config = Lineage.configOf(model)
                .orElseThrow(() -> new InvalidInputException(
                        model + " does not belong to a run, so its training rows are unknown: name a run folder"));
        Lineage.sources(config)
                .filter(source -> !Lineage.isThere(source))
                .findFirst()
                .ifPresent(source -> {
                    throw new InvalidInputException(
                            model + " learned from " + source + ", which does not exist, so the training rows of that"
                                    + " model are unknown. Put it back, or name another model");
                });
        try {
            return read.splitOf(config).train();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "the training rows of " + model + " are unknown without the data of its run: " + e.problem(), e);
        }
    }

    private void add(Path model, int[] positions, double[][] sums, int[] counts) {
        if (positions.length == 0) {
            return;
        }
        Predictions predictions;
        try (Judge judge = Judge.open(List.of(model), false, JudgingWatch.NONE)) {
            predictions = judge.predict(data.select(positions));
        }
        for (int i = 0; i < positions.length; i++) {
            for (int c = 0; c < data.labelSet().size(); c++) {
                sums[positions[i]][c] += predictions.probability(i, c);
            }
            counts[positions[i]]++;
        }
    }

    private Predictions means(double[][] sums, int[] counts) {
        float[][] means = new float[sums.length][data.labelSet().size()];
        for (int i = 0; i < sums.length; i++) {
            for (int c = 0; c < data.labelSet().size(); c++) {
                means[i][c] = (float) (sums[i][c] / counts[i]);
            }
        }
        return Predictions.of(
                data.labelSet(), IntStream.range(0, data.size()).map(data::row).toArray(), data.labels(), means);
    }
}

package dev.mien.experiment;

import dev.mien.dataset.SplitPlan;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to do.
 *
 * @param data file or folder; empty for faces that Mien draws
 * @param supervision what it learns from beside the labels
 * @param limit number of faces to work with, drawn by the seed; empty for all
 * @param initialWeights runs or model files to start from, of several from their mean; empty for fresh weights
 * @param out run folder to make
 */
public record ExperimentSettings(
        TrainingConfig training,
        Optional<Path> data,
        SupervisionFiles supervision,
        OptionalInt limit,
        SplitPlan split,
        List<Path> initialWeights,
        Path out) {}

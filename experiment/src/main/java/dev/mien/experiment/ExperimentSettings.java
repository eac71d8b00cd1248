package dev.mien.experiment;

import dev.mien.dataset.SplitPlan;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of an experiment.
 *
 * @param data file or folder; empty for drawn faces
 * @param supervision sources to learn from in addition to the labels
 * @param limit number of faces to work with, drawn by the seed; empty for all
 * @param initialWeights runs or model files to start from; several give the mean of their weights; empty for fresh
 *     weights
 * @param out run folder to create
 */
public record ExperimentSettings(
        TrainingConfig training,
        Optional<Path> data,
        SupervisionFiles supervision,
        OptionalInt limit,
        SplitPlan split,
        List<Path> initialWeights,
        Path out) {}

package dev.mien.experiment;

import dev.mien.dataset.SplitPlan;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of an experiment.
 *
 * @param faces what it learns from
 * @param supervision sources to learn from in addition to the labels
 * @param initialWeights runs or model files to start from; several give the mean of their weights; empty for fresh
 *     weights
 * @param out run folder to create
 */
public record ExperimentSettings(
        TrainingConfig training,
        FacesChoice faces,
        SupervisionFiles supervision,
        SplitPlan split,
        List<Path> initialWeights,
        Path out) {}

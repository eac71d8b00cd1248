package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.Ingredient;
import dev.mien.experiment.SupervisionFiles;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for sources that a training learns from in addition to labels. */
final class SupervisionOptions {
    private static final double USUAL_DISTILL_WEIGHT = 0.5;

    @Option(
            names = "--ferplus",
            paramLabel = "FILE",
            description =
                    "fer2013new.csv: the votes of FER+'s taggers on the rows of --data. They train a network's second"
                            + " head.")
    private Optional<Path> ferPlus = Optional.empty();

    @Option(
            names = "--ferplus-weight",
            description = "Weight of the second head's loss relative to the first's; 1 by" + " default.")
    private Optional<Double> ferPlusWeight = Optional.empty();

    @Option(
            names = "--teacher",
            split = ",",
            paramLabel = "RUN|FILE",
            description = "Also learn from the answers of a trained model, or from the mean answers of several.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--distill-weight",
            description = "Share of the teacher's answers in the targets, above 0, at most 1; 0.5 by default.")
    private Optional<Double> distillWeight = Optional.empty();

    SupervisionFiles files() {
        return new SupervisionFiles(ferPlus, teachers);
    }

    /** Adds what the given files need to a recipe: votes for a second head, answers of a teacher. */
    TrainingConfig applyTo(TrainingConfig recipe) {
        if (distillWeight.isPresent() && teachers.isEmpty()) {
            throw new InvalidInputException(
                    "--distill-weight is given without a teacher: name a run with --teacher, or leave it out");
        }
        requireNotZero("--distill-weight", distillWeight, "--teacher");
        requireNotZero("--ferplus-weight", ferPlusWeight, "--ferplus");
        TrainingConfig config = recipe;
        if (ferPlus.isPresent() || ferPlusWeight.isPresent()) {
            double usual = Ingredient.FERPLUS_WEIGHT.of(recipe).orElse(1.0);
            config = Ingredient.FERPLUS_WEIGHT.in(config, ferPlusWeight.orElse(usual));
        }
        return teachers.isEmpty()
                ? config
                : Ingredient.DISTILL_WEIGHT.in(config, distillWeight.orElse(USUAL_DISTILL_WEIGHT));
    }

    private static void requireNotZero(String option, Optional<Double> value, String source) {
        if (value.isPresent() && value.get() == 0) {
            throw new InvalidInputException(
                    option + " is 0, expected above 0: to learn without it, leave out " + source);
        }
    }
}

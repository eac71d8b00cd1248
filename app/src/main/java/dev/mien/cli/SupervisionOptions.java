package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.Ingredient;
import dev.mien.experiment.SupervisionFiles;
import dev.mien.training.TargetRule;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for sources that a training learns from in addition to labels. */
final class SupervisionOptions {
    private static final double USUAL_DISTILL_WEIGHT = 0.5;
    private static final double USUAL_WEIGHT_WITH_VIEWS = 0.7;

    @Option(
            names = "--ferplus",
            paramLabel = "FILE",
            description =
                    "fer2013new.csv: the votes of FER+'s taggers on the rows of --data. They train a network's second"
                            + " head.")
    private Optional<Path> ferPlus = Optional.empty();

    @Option(
            names = "--ferplus-weight",
            description = "Weight of the second head's loss relative to the first's; 1 by default.")
    private Optional<Double> ferPlusWeight = Optional.empty();

    @Option(
            names = "--teacher",
            split = ",",
            paramLabel = "RUN|FILE",
            description = "Also learn from the answers of a trained model, or from the mean answers of several.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--teacher-views",
            paramLabel = "N",
            description = "Ask the teachers once about N augmented views of each face. The network learns from the same"
                    + " views. Without it the teachers are asked about the faces as they are.")
    private Optional<Integer> teacherViews = Optional.empty();

    @Option(
            names = "--teacher-bank",
            paramLabel = "FOLDER",
            description =
                    "Folder for the teachers' answers to views, which other runs can use too; in the run's folder by"
                            + " default.")
    private Optional<Path> teacherBank = Optional.empty();

    @Option(
            names = "--distill-weight",
            description = "Share of the teacher's answers in the targets, above 0, at most 1; 0.5 by default, 0.7 with"
                    + " --teacher-views.")
    private Optional<Double> distillWeight = Optional.empty();

    SupervisionFiles files() {
        return new SupervisionFiles(ferPlus, teachers, teacherBank);
    }

    /** Adds what the given files need to a recipe: votes for a second head, answers of a teacher. */
    TrainingConfig applyTo(TrainingConfig recipe) {
        if (distillWeight.isPresent() && teachers.isEmpty()) {
            throw new InvalidInputException(
                    "--distill-weight is given without a teacher: name a run with --teacher, or leave it out");
        }
        requireTeacher();
        requireNotZero("--distill-weight", distillWeight, "--teacher");
        requireNotZero("--ferplus-weight", ferPlusWeight, "--ferplus");
        TrainingConfig config = recipe;
        if (ferPlus.isPresent() || ferPlusWeight.isPresent()) {
            double usual = Ingredient.FERPLUS_WEIGHT.of(recipe).orElse(1.0);
            config = Ingredient.FERPLUS_WEIGHT.in(config, ferPlusWeight.orElse(usual));
        }
        return teachers.isEmpty() ? config : withTeachers(config);
    }

    private TrainingConfig withTeachers(TrainingConfig config) {
        double usual = teacherViews.isPresent() ? USUAL_WEIGHT_WITH_VIEWS : USUAL_DISTILL_WEIGHT;
        TrainingConfig weighed = Ingredient.DISTILL_WEIGHT.in(config, distillWeight.orElse(usual));
        return weighed.withTargets(weighed.targets().stream()
                .map(rule -> rule instanceof TargetRule.Distillation distillation
                        ? new TargetRule.Distillation(distillation.weight(), teacherViews.orElse(distillation.views()))
                        : rule)
                .toList());
    }

    private void requireTeacher() {
        if (teachers.isEmpty() && (teacherViews.isPresent() || teacherBank.isPresent())) {
            throw new InvalidInputException((teacherViews.isPresent() ? "--teacher-views" : "--teacher-bank")
                    + " is given without a teacher: name a run with --teacher, or leave it out");
        }
        if (teacherBank.isPresent() && teacherViews.isEmpty()) {
            throw new InvalidInputException("--teacher-bank keeps answers to views, but there are no views: add"
                    + " --teacher-views, or leave it out");
        }
    }

    private static void requireNotZero(String option, Optional<Double> value, String source) {
        if (value.isPresent() && value.get() == 0) {
            throw new InvalidInputException(
                    option + " is 0, expected above 0: to learn without it, leave out " + source);
        }
    }
}

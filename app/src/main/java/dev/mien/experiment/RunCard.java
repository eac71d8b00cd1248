package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.Split;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.io.WholeFile;
import dev.mien.training.CalibrationFile;
import dev.mien.training.HistoryCsv;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Measures what a model card tells of a run, and writes the card. */
public final class RunCard {
    private static final long ROBUSTNESS_SEED = 42;

    private RunCard() {}

    /**
     * Judges the run's best weights on its test rows, or on its validation rows where there are none: each face as it is, in ten
     * views, and disturbed.
     *
     * @param run a run folder, whose data must be where it was
     * @param out file of Markdown
     * @param watch is told how it gets on
     * @throws InvalidInputException if it is no run folder, or its data is not what it was
     */
    public static void write(Path run, Path out, JudgingWatch watch) {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.config())) {
            throw new InvalidInputException("there is no run at " + run
                    + ": a card tells how a model was trained, so give a folder that './mien train' made");
        }
        RunConfig config = RunConfig.read(folder.config());
        DataSplit split = Completion.split(config);
        JudgedFaces faces = JudgedFaces.of(split, split.test().isEmpty() ? Split.VALIDATION : Split.TEST);
        Optional<FerPlus> votes = SupervisionFiles.votes(config.data());
        Judgement plain;
        RobustnessCard robustness;
        try (Judge judge = Judge.open(List.of(run), false, watch)) {
            plain = judge.judge(faces, false, votes);
            robustness = judge.robustness(plain, ROBUSTNESS_SEED);
        }
        Judgement views;
        try (Judge judge = Judge.open(List.of(run), true, watch)) {
            views = judge.judge(faces, false, votes);
        }
        ModelCard card = new ModelCard(
                config,
                HistoryCsv.read(folder.history()),
                plain,
                views,
                robustness,
                CalibrationFile.ofModel(run),
                LocalDate.now());
        WholeFile.writeWithFolder(out, card.markdown());
    }
}

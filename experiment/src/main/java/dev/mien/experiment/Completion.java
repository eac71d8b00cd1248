package dev.mien.experiment;

import dev.mien.dataset.DataSplit;
import dev.mien.drawing.Pngs;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.Judgement;
import dev.mien.judging.JudgingWatch;
import dev.mien.nn.Architectures;
import dev.mien.training.Checkpoint;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Judges the best weights of a run and writes its report. Judging is always in 32 bits, so that a score does not depend on the
 * processor that computes it.
 */
public final class Completion {
    private Completion() {}

    /** Judges, and writes evaluation, predictions, pictures and report into the run folder. */
    public static Judgement complete(RunFolder folder, RunConfig config, DataSplit split, JudgingWatch watch) {
        int threads = config.training().computation().threads();
        Judgement judgement;
        try (Judge judge = Judge.open(List.of(folder.best()), false, threads, watch)) {
            judgement = judge.judge(JudgedFaces.of(config, split), false, SupervisionFiles.votes(config.data()));
        }
        History history = HistoryCsv.read(folder.history());
        Checkpoint.requireAgrees(folder, Architectures.named(config.training().architecture()), history);
        try {
            RunChecksums.remove(folder);
            JudgementFiles.write(folder.path(), judgement);
            new RunReport(config, split, history, judgement).write(folder);
            RunChecksums.write(folder);
        } catch (WriteFailedException e) {
            throw new WriteFailedException(
                    e.getMessage() + ". The training has ended and its weights are kept: './mien report "
                            + folder.path() + "' judges them again",
                    e);
        }
        return judgement;
    }

    /** Writes a judgement's files into a folder of their own, and removes those of another judgement that would look like its own. */
    public static void write(Path folder, Judgement judgement) {
        RunPictures.NOT_ALWAYS.forEach(name -> remove(folder.resolve(name + ".png")));
        remove(folder.resolve(JudgementFiles.ROBUSTNESS));
        JudgementFiles.write(folder, judgement);
        RunPictures.ofJudgement(judgement, 0)
                .forEach((name, image) -> Pngs.write(image, folder.resolve(name + ".png")));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot remove " + file + ", which is of another judgement: " + FailureReason.of(e), e);
        }
    }

    /** Writes a robustness card's files into a folder: robustness.json, the chart, and one face under every disturbance. */
    public static void write(Path folder, RobustnessCard card, Judgement judgement) {
        JudgementFiles.write(folder, card);
        RunPictures.ofRobustness(card, judgement)
                .forEach((name, image) -> Pngs.write(image, folder.resolve(name + ".png")));
    }
}

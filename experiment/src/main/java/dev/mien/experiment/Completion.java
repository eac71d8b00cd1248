package dev.mien.experiment;

import dev.mien.Remedy;
import dev.mien.dataset.DataSplit;
import dev.mien.drawing.Pngs;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.Judgement;
import dev.mien.judging.JudgingWatch;
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
import java.util.Optional;

/**
 * Judges the best weights of a run and writes its report. Judging is always in 32 bits, so scores do not depend on the
 * processor.
 */
public final class Completion {
    private Completion() {}

    /** As the other {@code complete}; the report lists the settings that repeat the run. */
    public static Judgement complete(RunFolder folder, RunConfig config, DataSplit split, JudgingWatch watch) {
        return complete(folder, config, split, watch, RunWording.LINES);
    }

    /**
     * Judges, and writes evaluation, predictions, pictures and report into the run folder.
     *
     * @param wording tells the report's reader how to repeat the run
     */
    public static Judgement complete(
            RunFolder folder, RunConfig config, DataSplit split, JudgingWatch watch, RunWording wording) {
        int threads = config.training().computation().threads();
        Judgement judgement;
        try (Judge judge = Judge.open(List.of(folder.best()), false, threads, watch)) {
            judgement = judge.judge(JudgedFaces.of(config, split), false, SupervisionFiles.votes(config.data()));
        }
        History history = HistoryCsv.read(folder.history());
        Checkpoint.requireAgrees(folder, config.architecture(), history);
        try {
            RunChecksums.remove(folder);
            JudgementFiles.write(folder.path(), judgement);
            new RunReport(config, split, history, judgement, wording).write(folder);
            RunChecksums.write(folder);
        } catch (WriteFailedException e) {
            throw new WriteFailedException(
                    e.problem() + ". The training has ended and its weights are kept",
                    Remedy.to(Remedy.Action.JUDGE, folder.path()),
                    e);
        }
        return judgement;
    }

    /**
     * Writes a judgement's files into a folder of their own. It removes files of an earlier judgement that this one
     * does not replace.
     */
    public static void write(Path folder, Judgement judgement) {
        RunPictures.NOT_ALWAYS.forEach(name -> remove(folder.resolve(name + ".png")));
        remove(folder.resolve(JudgementFiles.ROBUSTNESS));
        JudgementFiles.write(folder, judgement);
        RunPictures.ofJudgement(judgement, 0)
                .forEach((name, image) -> Pngs.write(image, folder.resolve(name + ".png")));
    }

    /**
     * A judgement as JSON: what evaluation.json has, the names of the models, and the robustness card if there is one.
     *
     * @param models names of the judged models
     */
    public static String json(Judgement judgement, List<String> models, Optional<RobustnessCard> robustness) {
        return JudgementFiles.json(judgement, models, robustness).toPrettyString() + "\n";
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot remove " + file + " of an earlier judgement: " + FailureReason.of(e), e);
        }
    }

    /**
     * Writes a robustness card's files into a folder: robustness.json, the chart, and one face under every disturbance.
     */
    public static void write(Path folder, RobustnessCard card, Judgement judgement) {
        JudgementFiles.write(folder, card);
        RunPictures.ofRobustness(card, judgement)
                .forEach((name, image) -> Pngs.write(image, folder.resolve(name + ".png")));
    }
}

package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.Relabelling;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.io.AtomicFile;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.Judgement;
import dev.mien.judging.JudgingWatch;
import dev.mien.run.Lineage;
import dev.mien.run.RunData;
import dev.mien.training.CalibrationFile;
import dev.mien.training.Checkpoint;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import dev.mien.training.ModelFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures the figures of a run's model card, and writes the card. */
public final class RunCard {
    private static final long ROBUSTNESS_SEED = 42;

    /** The number of faces that are drawn for each emotion. */
    private static final int DRAWN = 100;

    private static final long DRAWN_SEED = 42;

    private RunCard() {}

    /**
     * Judges the run's best weights on its test rows, or on its validation rows if it has no test rows: each face as it
     * is, in ten views, and disturbed.
     *
     * @param run a run folder whose data is still in place
     * @param out file of Markdown
     * @param watch gets the progress
     * @param wording tells the card's reader how to repeat the run
     * @throws InvalidInputException if it is not a run folder, if its files or its data have changed, or if it is in
     *     training
     */
    public static void write(Path run, Path out, JudgingWatch watch, RunWording wording) {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.config())) {
            throw new InvalidInputException("there is no run at " + run
                    + ": a card tells how a model was trained, so give the folder of a training run");
        }
        try (RunLock lock = RunLock.take(folder)) {
            AtomicFile.writeWithFolder(out, measured(folder, out, watch).markdown(wording));
        }
    }

    private static ModelCard measured(RunFolder folder, Path out, JudgingWatch watch) {
        RunConfig config = RunConfig.read(folder.config());
        RunChecksums.requireUnchanged(folder, name -> name.equals(ModelFile.BEST) || name.equals(HistoryCsv.NAME));
        History history = HistoryCsv.read(folder.history());
        Checkpoint.requireAgrees(folder, config.architecture(), history);
        Optional<CalibrationFile> calibration = CalibrationFile.ofModel(folder.path());
        DataSplit split = RunData.read(config);
        JudgedFaces faces = JudgedFaces.of(config, split);
        Optional<FerPlus> votes = SupervisionFiles.votes(config.data());
        AtomicFile.requireWritable(out);
        Judgement plain;
        RobustnessCard robustness;
        Optional<Predictions> drawn;
        try (Judge judge = Judge.open(List.of(folder.path()), false, watch)) {
            plain = judge.judge(faces, false, votes);
            robustness = judge.robustness(plain, ROBUSTNESS_SEED);
            drawn = drawn(config.labels(), split.train()).map(judge::predict);
        }
        Judgement views;
        try (Judge judge = Judge.open(List.of(folder.path()), true, watch)) {
            views = judge.judge(faces, false, votes);
        }
        return new ModelCard(
                new ModelCard.Training(config, history, split.train().size(), split.notes(), ancestors(config)),
                plain,
                views,
                robustness,
                drawn,
                calibration,
                LocalDate.now());
    }

    /** Drawn faces of the emotions that the model names; empty if there are fewer than two. */
    private static Optional<Dataset> drawn(LabelSet labels, Dataset size) {
        List<String> named = Emotion.all().stream()
                .filter(emotion -> labels.code(emotion).isPresent())
                .map(Emotion::label)
                .toList();
        if (named.size() < 2) {
            return Optional.empty();
        }
        Dataset faces = DrawnFaces.of(size.width(), size.height(), DRAWN * Emotion.COUNT, DRAWN_SEED);
        return Optional.of(
                named.size() == Emotion.COUNT
                        ? faces
                        : new Relabelling(Map.of(), named).apply(faces).data());
    }

    private static List<ModelCard.Ancestor> ancestors(RunConfig config) {
        List<ModelCard.Ancestor> ancestors = new ArrayList<>();
        for (Path model :
                Lineage.of(Lineage.sources(config).filter(Lineage::isThere).toList())) {
            RunFolder folder = RunFolder.ofModel(model);
            Lineage.configOf(model)
                    .filter(found -> Files.exists(folder.history()))
                    .ifPresent(found -> ancestors.add(new ModelCard.Ancestor(
                            FileName.of(folder.path().toString()), found, HistoryCsv.read(folder.history()))));
        }
        return ancestors;
    }
}

package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.dataset.Split;
import dev.mien.dataset.Usage;
import dev.mien.engine.Precision;
import dev.mien.io.WriteFailedException;
import dev.mien.nn.Architectures;
import dev.mien.plot.Pngs;
import dev.mien.training.Checkpoint;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import dev.mien.training.ModelFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the best weights of a run and writes its report. Judging is always in 32 bits, so that a score does not depend on the
 * processor that computes it.
 */
public final class Completion {
    private Completion() {}

    /** The faces of a run, divided as the run did; the data is read again and must be what it was. */
    public static DataSplit split(RunConfig config) {
        Dataset all = Faces.named(config.data().source());
        requireSame(config, all);
        return split(config, all);
    }

    static DataSplit split(RunConfig config, Dataset all) {
        long seed = config.training().computation().seed();
        return config.split().apply(Faces.limited(all, config.data().limit(), seed));
    }

    private static void requireSame(RunConfig config, Dataset all) {
        if (!all.sha256().equals(config.data().sha256())) {
            throw new InvalidInputException(config.data().source() + " has changed since the run began: its content's"
                    + " SHA-256 is " + all.sha256() + ", the run's was "
                    + config.data().sha256() + ". Restore the file, or train anew");
        }
    }

    /** Judges, and writes evaluation, predictions, pictures and report into the run folder. */
    public static Judgement complete(RunFolder folder, RunConfig config, DataSplit split) {
        Split part = split.test().isEmpty() ? Split.VALIDATION : Split.TEST;
        Judgement judgement = judge(
                folder.best(),
                split.part(part),
                part.label(),
                config.training().computation().threads());
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

    /**
     * Judges a model on faces.
     *
     * @param model run folder or model file
     * @param part what to call the faces
     */
    public static Judgement judge(Path model, Dataset faces, String part, int threads) {
        if (faces.isEmpty()) {
            throw new InvalidInputException("there are no faces in the part '" + part + "' of " + faces.source()
                    + ", so nothing can be judged. Choose another with --split");
        }
        try (EmotionClassifier classifier = EmotionClassifier.of(ModelFile.read(model), Precision.FP32, threads)) {
            return Judgement.of(classifier, part, faces);
        }
    }

    /** Which faces of a data set to judge on. */
    public enum Part {
        TEST,
        VALIDATION,
        TRAIN,
        ALL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Judges a model on a part of some data: divided as the model's run did where it is the data of that run, officially where
     * it is other data.
     *
     * @param model run folder, or a model file in one
     * @param data file or folder; empty for the data of the run
     */
    public static Judgement evaluate(Path model, Optional<Path> data, Part part) {
        ModelFile.read(model);
        Optional<RunConfig> config = configOf(model);
        Dataset all = data.map(Datasets::open)
                .orElseGet(() -> Faces.named(config.map(c -> c.data().source()).orElse(Faces.DRAWN)));
        Dataset faces = part == Part.ALL ? all : part(config, all, Split.valueOf(part.name()));
        return judge(model, faces, part.label(), Runtime.getRuntime().availableProcessors());
    }

    private static Optional<RunConfig> configOf(Path model) {
        Path folder = Files.isDirectory(model)
                ? model
                : Optional.ofNullable(model.toAbsolutePath().getParent()).orElse(model);
        Path file = new RunFolder(folder).config();
        return Files.exists(file) ? Optional.of(RunConfig.read(file)) : Optional.empty();
    }

    /** Of other data only the part that is judged has to be there, so that a file of test faces alone will do. */
    private static Dataset part(Optional<RunConfig> config, Dataset all, Split part) {
        if (config.isPresent() && config.get().data().sha256().equals(all.sha256())) {
            return split(config.get(), all).part(part);
        }
        if (!all.hasUsages()) {
            throw new InvalidInputException(all.source()
                    + " is not the data that the model was trained on and has no official split. Use --split all");
        }
        return all.withUsage(
                switch (part) {
                    case TRAIN -> Usage.TRAINING;
                    case VALIDATION -> Usage.PUBLIC_TEST;
                    case TEST -> Usage.PRIVATE_TEST;
                });
    }

    /** Writes a judgement's files into a folder of their own. */
    public static void write(Path folder, Judgement judgement) {
        JudgementFiles.write(folder, judgement);
        RunPictures.ofJudgement(judgement, 0)
                .forEach((name, image) -> Pngs.write(image, folder.resolve(name + ".png")));
    }
}

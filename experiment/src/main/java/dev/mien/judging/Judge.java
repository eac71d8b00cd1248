package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.augmentation.TenViews;
import dev.mien.dataset.ChangedFaces;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.evaluation.robustness.Disturbance;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.training.Answers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One model, or several whose probabilities are averaged, looking at each face once or in ten views. In 32 bits, so that a score
 * does not depend on the processor that computes it.
 */
public final class Judge implements AutoCloseable {
    /** RunFaces that are held and answered at a time. */
    private static final int CHUNK = 1024;

    private final List<JudgedModel> models;
    private final boolean tenViews;
    private final JudgingWatch watch;

    private Judge(List<JudgedModel> models, boolean tenViews, JudgingWatch watch) {
        this.models = models;
        this.tenViews = tenViews;
        this.watch = watch;
    }

    /**
     * Opens models on all processors.
     *
     * @param paths run folders, model files, exported files, or {@code default} for the model that comes with Mien; at least one
     * @param tenViews whether to average over {@link TenViews}
     * @param watch is told how it gets on
     */
    public static Judge open(List<Path> paths, boolean tenViews, JudgingWatch watch) {
        return open(paths, tenViews, Runtime.getRuntime().availableProcessors(), watch);
    }

    /** As {@link #open(List, boolean, JudgingWatch)}, with so many threads of arithmetic. */
    public static Judge open(List<Path> paths, boolean tenViews, int threads, JudgingWatch watch) {
        List<JudgedModel> models = new ArrayList<>();
        try {
            paths.forEach(path -> models.add(JudgedModels.open(path, threads)));
        } catch (MienException e) {
            models.forEach(JudgedModel::close);
            throw e;
        }
        return new Judge(models, tenViews, watch);
    }

    /**
     * Judges the faces.
     *
     * @param withoutCopies whether to leave out faces whose pixels stand in the training rows
     */
    public Judgement judge(JudgedFaces given, boolean withoutCopies) {
        return judge(given, withoutCopies, Optional.empty());
    }

    /**
     * Judges the faces, by FER+'s votes too.
     *
     * @param votes joined to the faces by their rows
     * @throws InvalidInputException if the votes do not belong to the faces, or copies are to be left out and nobody knows the
     *     training rows
     */
    public Judgement judge(JudgedFaces given, boolean withoutCopies, Optional<FerPlus> votes) {
        votes.ifPresent(ferPlus -> ferPlus.requireFor(given.faces()));
        if (withoutCopies && given.training().isEmpty()) {
            throw new InvalidInputException("--without-copies leaves out faces that stand in the training rows, and "
                    + given.faces().source() + " has none: give data with its Training rows, or leave the option out");
        }
        Optional<Temperature> temperature = temperature();
        BitSet copies = given.copies();
        JudgedFaces judged = withoutCopies ? given.withoutCopies() : given;
        Answers answers = answers(given.faces());
        Predictions all = answers.emotions();
        int[] rest = JudgedFaces.others(copies, given.faces().size());
        Optional<Evaluation> clean = rest.length == 0 ? Optional.empty() : Optional.of(evaluation(all.select(rest)));
        Predictions predictions = withoutCopies ? all.select(rest) : all;
        boolean sought = !given.training().isEmpty();
        Optional<Judgement.CopyScores> found = sought
                ? Optional.of(new Judgement.CopyScores(copies.cardinality(), evaluation(all), clean, given.strangers()))
                : Optional.empty();
        Judgement.Protocol protocol = new Judgement.Protocol(
                judged.splitSource(), models.size(), tenViews ? TenViews.COUNT : 1, withoutCopies, temperature);
        return new Judgement(
                judged.part(),
                judged.faces(),
                predictions,
                evaluation(predictions),
                protocol,
                found,
                votes.map(ferPlus -> FerPlusJudgement.of(
                        answers, ferPlus, sought ? Optional.of(rest) : Optional.empty(), withoutCopies)));
    }

    /** Of the one model's calibration, for faces as they are. */
    private Optional<Temperature> temperature() {
        return models.size() == 1 && !tenViews ? models.get(0).temperature() : Optional.empty();
    }

    /** Judges the same faces under every disturbance. */
    public RobustnessCard robustness(Judgement judgement, long seed) {
        return watched(
                looks(judgement.faces()) * Disturbance.ALL.size(),
                () -> RobustnessCard.measure(
                        judgement.evaluation(),
                        seed,
                        disturbance -> answers(
                                        judgement.faces(),
                                        (picture, row) -> disturbance.apply(picture, Disturbance.seed(seed, row)))
                                .emotions()));
    }

    /** How often a model looks at a face. */
    private long looks(Dataset faces) {
        return (long) faces.size() * models.size() * (tenViews ? TenViews.COUNT : 1);
    }

    private <T> T watched(long looks, Supplier<T> work) {
        try {
            watch.begins(looks);
            return work.get();
        } finally {
            watch.ends();
        }
    }

    /** Of one model the loss that training reports, of several the mean cross-entropy alone. */
    private Evaluation evaluation(Predictions predictions) {
        double loss = models.size() == 1 ? models.get(0).loss(predictions) : Evaluation.logLoss(predictions);
        return Evaluation.of(predictions, loss);
    }

    /** Mean probabilities of the seven emotions over models and views. */
    public Predictions predict(Dataset faces) {
        return answers(faces).emotions();
    }

    /** Mean probabilities over models and views. */
    public Answers answers(Dataset faces) {
        return watched(looks(faces), () -> answers(faces, (picture, row) -> picture));
    }

    private Answers answers(Dataset faces, ChangedFaces.Change change) {
        List<Answers> parts = new ArrayList<>();
        for (int start = 0; start < faces.size(); start += CHUNK) {
            int end = Math.min(faces.size(), start + CHUNK);
            Dataset chunk = faces.select(IntStream.range(start, end).toArray());
            Answers answers = overViews(ChangedFaces.of(chunk, change));
            parts.add(answers.withRows(
                    IntStream.range(0, chunk.size()).map(chunk::row).toArray()));
        }
        return Answers.joined(parts);
    }

    private Answers overViews(Dataset faces) {
        return tenViews
                ? Answers.mean(
                        models.stream().map(model -> overViews(model, faces)).toList())
                : Answers.mean(
                        models.stream().map(model -> answers(model, faces)).toList());
    }

    private Answers overViews(JudgedModel model, Dataset faces) {
        TenViews views = new TenViews(model.width(), model.height());
        return Answers.mean(IntStream.range(0, TenViews.COUNT)
                .mapToObj(number -> answers(model, ChangedFaces.of(faces, (picture, row) -> views.of(picture, number))))
                .toList());
    }

    private Answers answers(JudgedModel model, Dataset faces) {
        Answers answers = model.answers(faces);
        watch.looked(faces.size());
        return answers;
    }

    @Override
    public void close() {
        models.forEach(JudgedModel::close);
    }
}

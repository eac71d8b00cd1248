package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.augmentation.TenViews;
import dev.mien.dataset.ChangedFaces;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.evaluation.robustness.Disturbance;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.image.GrayImage;
import dev.mien.training.Answers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Judges one model, or several with averaged probabilities, in one view of each face or in ten. It computes in 32 bits,
 * so scores do not depend on the processor.
 */
public final class Judge implements AutoCloseable {
    /** The number of faces processed at a time. */
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
     * @param paths run folders, model files, exported files, or {@code default} for the model that comes with Mien; at
     *     least one
     * @param tenViews whether to average over {@link TenViews}
     * @param watch gets the progress
     */
    public static Judge open(List<Path> paths, boolean tenViews, JudgingWatch watch) {
        return open(paths, tenViews, Runtime.getRuntime().availableProcessors(), watch);
    }

    /** Like {@link #open(List, boolean, JudgingWatch)}, with a number of threads. */
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
     * The faces whose classes the models name, and what that leaves out.
     *
     * @throws InvalidInputException if faces and models have fewer than two classes in common
     */
    public CommonClasses common(JudgedFaces given) {
        return CommonClasses.of(given, models.stream().map(JudgedModel::labels).toList());
    }

    /**
     * Judges the faces. All models have their classes, see {@link #common}.
     *
     * @param withoutCopies whether to leave out faces with the pixels of a training row
     */
    public Judgement judge(JudgedFaces given, boolean withoutCopies) {
        return judge(given, withoutCopies, Optional.empty());
    }

    /**
     * Judges the faces, also by FER+'s votes.
     *
     * @param votes joined to the faces by their rows
     * @throws InvalidInputException if the votes do not belong to the faces, or if copies are to be left out and the
     *     training rows are unknown
     */
    public Judgement judge(JudgedFaces given, boolean withoutCopies, Optional<FerPlus> votes) {
        votes.ifPresent(ferPlus -> ferPlus.requireFor(given.faces()));
        if (withoutCopies && given.training().isEmpty()) {
            throw new InvalidInputException(
                    "copies of training rows cannot be left out, because "
                            + given.faces().source() + " has no training rows: give data with its Training rows",
                    Remedy.without(Remedy.Setting.WITHOUT_COPIES));
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
                judged.splitSource(),
                models.stream().map(model -> model.weights().orElse("unknown")).toList(),
                tenViews ? TenViews.COUNT : 1,
                withoutCopies,
                temperature);
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

    /** The temperature of a single model's calibration, for one view. */
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

    /** The classes of the first model. */
    public LabelSet labels() {
        return models.get(0).labels();
    }

    /**
     * The scores of cut-out faces without labels, resized to the size that each model reads. They are calibrated if
     * there is one model with a temperature, and one view.
     *
     * @return n x classes probabilities in the order of {@link #labels}
     * @throws InvalidInputException if the models have different classes
     */
    public double[][] scores(List<GrayImage> faces) {
        if (faces.isEmpty()) {
            return new double[0][];
        }
        requireSameLabels();
        Predictions mean = Answers.mean(models.stream()
                        .map(model -> {
                            Dataset sized = sized(faces, model);
                            return tenViews ? overViews(model, sized) : answers(model, sized);
                        })
                        .toList())
                .emotions();
        double[][] scores = new double[faces.size()][];
        Optional<Temperature> temperature = temperature();
        for (int i = 0; i < scores.length; i++) {
            float[] row = new float[labels().size()];
            double[] plain = new double[row.length];
            for (int c = 0; c < row.length; c++) {
                row[c] = mean.probability(i, c);
                plain[c] = row[c];
            }
            scores[i] = temperature.map(t -> t.applyTo(row)).orElse(plain);
        }
        return scores;
    }

    private void requireSameLabels() {
        models.stream()
                .filter(model -> !model.labels().equals(labels()))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidInputException("one model has the classes " + labels().text() + " and another "
                            + other.labels().text() + ", expected the same in the same order");
                });
    }

    /** The faces in a model's size. Their labels have no meaning. */
    private static Dataset sized(List<GrayImage> faces, JudgedModel model) {
        int pixels = model.width() * model.height();
        byte[] all = new byte[faces.size() * pixels];
        for (int i = 0; i < faces.size(); i++) {
            faces.get(i).resized(model.width(), model.height()).copyPixels(all, i * pixels);
        }
        return Dataset.of("faces", model.width(), model.height(), all, model.labels(), new byte[faces.size()]);
    }

    /** The number of looks of a model at a face. */
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

    /** The loss of one model is its training loss. The loss of several is the mean cross-entropy. */
    private Evaluation evaluation(Predictions predictions) {
        double loss = models.size() == 1 ? models.get(0).loss(predictions) : Evaluation.logLoss(predictions);
        return Evaluation.of(predictions, loss);
    }

    /** Mean probabilities of the classes of the faces over models and views. */
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
        Answers answers = CommonClasses.answers(model, faces);
        watch.looked(faces.size());
        return answers;
    }

    @Override
    public void close() {
        models.forEach(JudgedModel::close);
    }
}

package dev.mien.training;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmenter;
import dev.mien.dataset.Dataset;
import dev.mien.engine.Refinement;
import dev.mien.engine.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Trains a model. A training has epochs, which have steps. Each epoch ends with a judgement on validation samples.
 * Everything else is a {@link Callback}.
 */
public final class Trainer {
    /** Separates the draws of augmentation in validation from those in training. */
    private static final long VALIDATION_SEED = 0x56414c4944L;

    /** Separates the draws of pictures for statistics from those of the epoch. */
    private static final long STATISTICS_SEED = 0x53544154L;

    private static final int EVALUATION_BATCH = 128;

    /**
     * The number of faces for measuring statistics. Their statistics differ from those of all faces by about a
     * thirtieth of a deviation.
     */
    private static final int MEASURED_FACES = 1024;

    /**
     * The mean cross-entropy of a batch above which a training has failed, in nats per sample and over all heads. It is
     * a thousand times that of guessing one of seven. The network then gives the true class a probability of e^-1946 on
     * average. Even bad beginnings, such as unscaled pixels, stay below 100, whatever the number of classes. The
     * penalty does not count. It depends on the initial weights and may be large without harm.
     */
    static final double EXPLODED = 1000 * Math.log(Emotion.COUNT);

    private final EmotionClassifier model;
    private final TrainingConfig config;
    private final Supervision supervision;
    private final List<Callback> callbacks;

    /** A trainer that learns from labels alone. */
    public Trainer(EmotionClassifier model, TrainingConfig config, List<Callback> callbacks) {
        this(model, config, Supervision.NONE, callbacks);
    }

    /**
     * @param model the model whose weights are trained; the training begins with its present weights
     * @param supervision the knowledge about the training samples in addition to their labels
     * @param callbacks the callbacks, which are called in this order after each step and epoch
     */
    public Trainer(EmotionClassifier model, TrainingConfig config, Supervision supervision, List<Callback> callbacks) {
        requireSmall(model, config);
        this.model = model;
        this.config = config;
        this.supervision = supervision;
        this.callbacks = List.copyOf(callbacks);
    }

    /**
     * Requires that the model was made for the configuration's small pictures. Otherwise it would silently see whole
     * ones.
     */
    private static void requireSmall(EmotionClassifier model, TrainingConfig config) {
        config.input().progressive().map(ProgressiveSize::sides).orElse(List.of()).stream()
                .filter(side -> !model.smallSides().contains(side))
                .findFirst()
                .ifPresent(side -> {
                    throw new InvalidInputException("the first epochs are to see pictures of " + side + "x" + side
                            + ", which this model was not made for: make it by EmotionClassifier.create of the same"
                            + " configuration");
                });
    }

    /**
     * Trains until the last epoch, or until a callback stops the training. The model then holds the weights of the last
     * epoch, or their average if one is kept.
     *
     * @param train samples to learn from
     * @param validation samples to judge each epoch on
     * @return the finished epochs
     * @throws InvalidInputException if a set is empty, or if its pictures have another size than the model reads
     * @throws TrainingDivergedException if the loss becomes infinite or not a number, or explodes
     */
    public History fit(Dataset train, Dataset validation) {
        return run(train, validation, Optional.empty());
    }

    /**
     * Goes on from a checkpoint as if the training had never stopped. With the same data and configuration, history and
     * weights are the same to the last digit.
     *
     * @return all finished epochs, those before the checkpoint included
     */
    public History resume(Checkpoint checkpoint, Dataset train, Dataset validation) {
        return run(train, validation, Optional.of(checkpoint));
    }

    private History run(Dataset train, Dataset validation, Optional<Checkpoint> start) {
        requireSamples("training", train);
        requireSamples("validation", validation);
        model.requireLabels(train);
        model.requireLabels(validation);
        model.requireSize(train);
        model.requireSize(validation);
        List<EpochResult> results = new ArrayList<>();
        TargetTable targets = TargetTable.of(train, model.architecture(), config.targets(), supervision);
        TrainingStep step = new TrainingStep(
                model.network(),
                config.optimization().optimizer(),
                config.optimization().refinements());
        boolean finished = start.isPresent() && !restore(start.get(), step, results);
        if (start.isEmpty()) {
            offerCheckpoint(step, results);
        }
        for (int epoch = results.size() + 1;
                !finished && epoch <= config.duration().epochs();
                epoch++) {
            RunningMean mean = new RunningMean();
            if (!trainEpoch(step, train, targets, epoch, mean)) {
                break;
            }
            step.exchangeAverage();
            measureStatistics(train, targets, epoch);
            EpochResult result = judge(validation, epoch, mean);
            results.add(result);
            finished = stopAfter(result);
            step.exchangeAverage();
            offerCheckpoint(step, results);
        }
        step.exchangeAverage();
        return new History(results);
    }

    /** Restores model, optimizer and callbacks. The result says whether there is more to do. */
    private boolean restore(Checkpoint checkpoint, TrainingStep step, List<EpochResult> results) {
        model.load(checkpoint.weights());
        step.restore(checkpoint.optimizer());
        results.addAll(checkpoint.history().epochs());
        boolean goOn = true;
        for (Callback callback : callbacks) {
            goOn &= callback.onResume(checkpoint.history()) == Callback.Verdict.CONTINUE;
        }
        return goOn;
    }

    private void offerCheckpoint(TrainingStep step, List<EpochResult> results) {
        callbacks.forEach(callback -> callback.onCheckpoint(
                () -> new Checkpoint(new History(results), model.weights(), step.optimizerState())));
    }

    private static void requireSamples(String part, Dataset data) {
        if (data.isEmpty()) {
            throw new InvalidInputException("the " + part + " split is empty; there is nothing to train with");
        }
    }

    /** Trains one epoch. The result says whether it reached its end. */
    private boolean trainEpoch(TrainingStep step, Dataset train, TargetTable targets, int epoch, RunningMean mean) {
        long seed = config.computation().seed();
        int batchSize = config.optimization().batchSize();
        OptionalInt side = small(epoch);
        step.use(side.isPresent() ? model.network(side.getAsInt()) : model.network());
        BatchLoader loader = new BatchLoader(
                model.scaling(),
                augmenter(
                        train,
                        config.input().augmentations(epoch, config.duration().epochs())),
                mixer(train, epoch),
                side.isPresent()
                        ? Optional.of(new AreaMean(train.width(), train.height(), side.getAsInt()))
                        : Optional.empty(),
                targets,
                batchSize,
                views(epoch));
        Dataset shuffled = train.shuffled(Seeds.of(seed, epoch, 0));
        loader.forEach(shuffled, epoch, (batch, count) -> {
            int number = mean.seen() / batchSize + 1;
            double learningRate = learningRate(epoch, number, train.size());
            TrainingStep.Moment moment = new TrainingStep.Moment(
                    learningRate, progress(epoch, number, train.size()), Seeds.of(seed, epoch, 1 + mean.seen()));
            TrainingStep.Result result = step.run(batch.inputs(), batch.targets(), count, moment);
            requireSound(result, count, epoch, number, learningRate);
            mean.add(result, count);
            boolean last = mean.seen() == train.size();
            return !stopAfter(mean.progress(epoch, config.duration().epochs(), train.size())) || last;
        });
        return mean.seen() == train.size();
    }

    /**
     * Measures the statistics of the weights that are judged, if the configuration asks for it and the training is in
     * its first steps.
     */
    private void measureStatistics(Dataset train, TargetTable targets, int epoch) {
        int batchSize = config.optimization().batchSize();
        long steps = (long) epoch * batches(train.size());
        boolean young = config.optimization()
                .refinements()
                .get(Refinement.MeasuredStatistics.class)
                .filter(wanted -> steps <= wanted.steps())
                .isPresent();
        if (!young) {
            return;
        }
        long seed = config.computation().seed();
        Optional<Augmenter> augmenter = augmenter(
                train, config.input().augmentations(epoch, config.duration().epochs()));
        BatchLoader loader =
                new BatchLoader(model.scaling(), augmenter, targets, batchSize, Views.endless(seed ^ STATISTICS_SEED));
        Dataset some = train.shuffled(Seeds.of(seed ^ STATISTICS_SEED, epoch, 0))
                .limit(Math.min(train.size(), Math.max(MEASURED_FACES, batchSize)));
        int[] batches = {0};
        loader.forEach(some, epoch, (batch, count) -> {
            model.network()
                    .measureStatistics(
                            batch.inputs(), count, ++batches[0], Seeds.of(seed ^ STATISTICS_SEED, epoch, batches[0]));
            return true;
        });
    }

    /**
     * The views of an epoch. They are the views that the teachers answered for, except in late epochs with another
     * augmentation.
     */
    private Views views(int epoch) {
        long seed = config.computation().seed();
        boolean late = config.input()
                .late()
                .filter(change -> change.isLate(epoch, config.duration().epochs()))
                .isPresent();
        int asked = config.target(TargetRule.Distillation.class)
                .map(TargetRule.Distillation::views)
                .orElse(0);
        return asked == 0 || late ? Views.endless(seed) : new Views(TeacherBankKey.SEED, asked, seed);
    }

    /** The side of an epoch's pictures if they are small. */
    private OptionalInt small(int epoch) {
        return config.input()
                .progressive()
                .map(size -> size.side(epoch, config.duration().epochs()))
                .orElse(OptionalInt.empty());
    }

    /** The learning rate of a step. Epoch and batch are numbered from 1. */
    private double learningRate(int epoch, int batch, int samples) {
        TrainingConfig.Optimization optimization = config.optimization();
        return optimization.learningRate() * optimization.schedule().factor(progress(epoch, batch, samples));
    }

    /** The share of all steps that has been made in the middle of a step. Epoch and batch are numbered from 1. */
    private double progress(int epoch, int batch, int samples) {
        long batches = batches(samples);
        return LearningRateSchedule.progress(
                (epoch - 1) * batches + batch, batches * config.duration().epochs());
    }

    /** The number of steps in an epoch. */
    private int batches(int samples) {
        int batchSize = config.optimization().batchSize();
        return (samples + batchSize - 1) / batchSize;
    }

    private double lastLearningRate(int epoch, int samples) {
        return learningRate(epoch, batches(samples), samples);
    }

    private Optional<Mixer> mixer(Dataset data, int epoch) {
        Mixings mixings = config.input().mixings();
        return mixings.mixes(epoch, config.duration().epochs())
                ? Optional.of(new Mixer(
                        mixings,
                        data.width(),
                        data.height(),
                        config.computation().seed()))
                : Optional.empty();
    }

    /**
     * Requires that the cross-entropy of a batch stays below {@link #EXPLODED} and that the penalty on the weights is
     * finite.
     */
    private static void requireSound(TrainingStep.Result result, int count, int epoch, int batch, double learningRate) {
        double loss = result.lossTotal() / count + result.otherHeads();
        boolean finite = Double.isFinite(loss) && Double.isFinite(result.penalty());
        if (!finite || loss > EXPLODED) {
            String what = finite
                    ? String.format(Locale.ROOT, "the loss has exploded to %.4g, above %.0f,", loss, EXPLODED)
                    : "the loss is no longer a finite number (" + (loss + result.penalty()) + ")";
            throw new TrainingDivergedException(
                    what + " in epoch " + epoch + ", batch " + batch + ", at a learning rate of " + learningRate);
        }
    }

    private boolean stopAfter(Callback.Progress progress) {
        boolean stop = false;
        for (Callback callback : callbacks) {
            stop |= callback.onBatch(progress) == Callback.Verdict.STOP;
        }
        return stop;
    }

    private boolean stopAfter(EpochResult result) {
        boolean stop = false;
        for (Callback callback : callbacks) {
            stop |= callback.onEpoch(result, () -> model.network().weights()) == Callback.Verdict.STOP;
        }
        return stop;
    }

    private EpochResult judge(Dataset validation, int epoch, RunningMean trained) {
        double seconds = trained.seconds();
        double learningRate = lastLearningRate(epoch, trained.seen());
        Optional<Augmenter> augmenter = config.input().augmentValidation()
                ? augmenter(validation, config.input().augmentations())
                : Optional.empty();
        BatchLoader loader = new BatchLoader(
                model.scaling(),
                augmenter,
                TargetTable.labels(validation, model.architecture()),
                EVALUATION_BATCH,
                Views.endless(config.computation().seed() ^ VALIDATION_SEED));
        Score score = score(validation, loader, epoch, learningRate);
        return new EpochResult(
                epoch,
                trained.loss(),
                trained.accuracy(),
                score.loss(),
                score.accuracy(),
                learningRate,
                seconds,
                trained.seen() / Math.max(seconds, 1e-9),
                Optional.of(new Penalty(trained.penalty(), score.penalty())));
    }

    /**
     * Scores the validation samples. The last step of an epoch may have made the weights useless, and no loss has been
     * computed with them yet.
     */
    private Score score(Dataset validation, BatchLoader loader, int epoch, double learningRate) {
        try {
            return model.score(validation, loader, epoch);
        } catch (NotFiniteException e) {
            throw new TrainingDivergedException(
                    "after the last batch of epoch " + epoch + ", at a learning rate of " + learningRate + ", "
                            + e.problem(),
                    e);
        }
    }

    private static Optional<Augmenter> augmenter(Dataset data, List<Augmentation> augmentations) {
        return augmentations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Augmenter(augmentations, data.width(), data.height()));
    }
}

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

/** Trains a model: epochs of steps, each epoch judged on validation samples. Everything else is a {@link Callback}. */
public final class Trainer {
    /** Tells validation's draws of augmentation from training's. */
    private static final long VALIDATION_SEED = 0x56414c4944L;

    /** Tells the pictures that statistics are measured on from the epoch's. */
    private static final long STATISTICS_SEED = 0x53544154L;

    private static final int EVALUATION_BATCH = 128;

    /** Whose statistics are near those of all by a thirtieth of a deviation. */
    private static final int MEASURED_FACES = 1024;

    /**
     * Mean cross-entropy of a batch, in nats a sample and over all heads, above which a training has lost its way: a thousand times that of guessing.
     * The network then gives the truth e^-1946 on average; clumsy beginnings, such as unscaled pixels, stay below 100. The
     * penalty does not count: it depends on how the weights were drawn, and may be large without harm.
     */
    static final double EXPLODED = 1000 * Math.log(Emotion.COUNT);

    private final EmotionClassifier model;
    private final TrainingConfig config;
    private final Supervision supervision;
    private final List<Callback> callbacks;

    /** Learns from labels alone. */
    public Trainer(EmotionClassifier model, TrainingConfig config, List<Callback> callbacks) {
        this(model, config, Supervision.NONE, callbacks);
    }

    /**
     * @param model whose weights are trained, from where they stand
     * @param supervision what is known of the training samples beside their labels
     * @param callbacks asked in this order after each step and epoch
     */
    public Trainer(EmotionClassifier model, TrainingConfig config, Supervision supervision, List<Callback> callbacks) {
        requireSmall(model, config);
        this.model = model;
        this.config = config;
        this.supervision = supervision;
        this.callbacks = List.copyOf(callbacks);
    }

    /** A model that was made without small pictures would silently see whole ones. */
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
     * Trains until the last epoch or a callback's answer. The model then holds the last epoch's weights, or their average where one
     * is kept.
     *
     * @param train samples to learn from
     * @param validation samples to judge each epoch on
     * @return the finished epochs
     * @throws InvalidInputException if a set is empty, or its pictures are of another size than the model reads
     * @throws TrainingDivergedException if the loss becomes infinite or no number, or explodes
     */
    public History fit(Dataset train, Dataset validation) {
        return run(train, validation, Optional.empty());
    }

    /**
     * Goes on from a checkpoint as if the training had never stopped: given the same data and configuration, history and
     * weights come out the same to the last digit.
     *
     * @return all finished epochs, those before the checkpoint included
     */
    public History resume(Checkpoint checkpoint, Dataset train, Dataset validation) {
        return run(train, validation, Optional.of(checkpoint));
    }

    private History run(Dataset train, Dataset validation, Optional<Checkpoint> start) {
        requireSamples("training", train);
        requireSamples("validation", validation);
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

    /** Puts model, optimizer and callbacks where they stood; whether there is more to do. */
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

    /** Whether the epoch went to its end. */
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

    /** Gives the weights that are judged statistics of their own, where the training is young and asks for it. */
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

    /** Those that the teachers were asked about, but for the last epochs, whose pictures are others than theirs. */
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

    /** The side of an epoch's pictures where they are small. */
    private OptionalInt small(int epoch) {
        return config.input()
                .progressive()
                .map(size -> size.side(epoch, config.duration().epochs()))
                .orElse(OptionalInt.empty());
    }

    /** The learning rate of a step, both numbers from 1. */
    private double learningRate(int epoch, int batch, int samples) {
        TrainingConfig.Optimization optimization = config.optimization();
        return optimization.learningRate() * optimization.schedule().factor(progress(epoch, batch, samples));
    }

    /** The share of all steps that has been made in the middle of a step, both numbers from 1. */
    private double progress(int epoch, int batch, int samples) {
        long batches = batches(samples);
        return LearningRateSchedule.progress(
                (epoch - 1) * batches + batch, batches * config.duration().epochs());
    }

    /** Steps of an epoch. */
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

    /** What a batch's loss must stay below is {@link #EXPLODED} for its cross-entropy, and finite for the weights' penalty. */
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
                trained.seen() / Math.max(seconds, 1e-9));
    }

    /** An epoch's last step may be the one that makes the weights useless; no loss has been computed with them yet. */
    private Score score(Dataset validation, BatchLoader loader, int epoch, double learningRate) {
        try {
            return model.score(validation, loader, epoch);
        } catch (NotFiniteException e) {
            throw new TrainingDivergedException(
                    "after the last batch of epoch " + epoch + ", at a learning rate of " + learningRate + ", "
                            + e.getMessage(),
                    e);
        }
    }

    private static Optional<Augmenter> augmenter(Dataset data, List<Augmentation> augmentations) {
        return augmentations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Augmenter(augmentations, data.width(), data.height()));
    }
}

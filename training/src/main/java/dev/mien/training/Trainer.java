package dev.mien.training;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmenter;
import dev.mien.dataset.Dataset;
import dev.mien.engine.Network;
import dev.mien.engine.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Trains a model: epochs of steps, each epoch judged on validation samples. Everything else is a {@link Callback}. */
public final class Trainer {
    /** Tells validation's draws of augmentation from training's. */
    private static final long VALIDATION_SEED = 0x56414c4944L;

    private static final int EVALUATION_BATCH = 128;

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
        int wanted = config.input().progressive().map(ProgressiveSize::side).orElse(0);
        int there = model.smaller()
                .map(network -> network.architecture().input().width())
                .orElse(0);
        if (wanted != 0 && wanted != there) {
            throw new InvalidInputException(
                    "the first epochs are to see pictures of " + wanted + "x" + wanted
                            + ", which this model was not made for: make it by EmotionClassifier.create of the same configuration");
        }
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
        Optional<Network> small = small(epoch);
        step.use(small.orElseGet(model::network));
        BatchLoader loader = new BatchLoader(
                model.scaling(),
                augmenter(train),
                mixer(train),
                small.map(network -> new AreaMean(
                        train.width(),
                        train.height(),
                        network.architecture().input().width())),
                targets,
                batchSize,
                seed);
        Dataset shuffled = train.shuffled(Seeds.of(seed, epoch, 0));
        loader.forEach(shuffled, epoch, (batch, count) -> {
            int number = mean.seen() / batchSize + 1;
            double learningRate = learningRate(epoch, number, train.size());
            TrainingStep.Result result = step.run(
                    batch.inputs(), batch.targets(), count, learningRate, Seeds.of(seed, epoch, 1 + mean.seen()));
            requireSound(result, count, epoch, number, learningRate);
            mean.add(result, count);
            boolean last = mean.seen() == train.size();
            return !stopAfter(mean.progress(epoch, config.duration().epochs(), train.size())) || last;
        });
        return mean.seen() == train.size();
    }

    /** The network for an epoch of small pictures. */
    private Optional<Network> small(int epoch) {
        boolean small = config.input()
                .progressive()
                .filter(size -> size.isSmall(epoch, config.duration().epochs()))
                .isPresent();
        return small ? model.smaller() : Optional.empty();
    }

    /** The learning rate of a step, both numbers from 1. */
    private double learningRate(int epoch, int batch, int samples) {
        TrainingConfig.Optimization optimization = config.optimization();
        long batches = (samples + optimization.batchSize() - 1) / optimization.batchSize();
        long steps = batches * config.duration().epochs();
        return optimization.learningRate() * optimization.schedule().factor((epoch - 1) * batches + batch, steps);
    }

    private double lastLearningRate(int epoch, int samples) {
        int batchSize = config.optimization().batchSize();
        return learningRate(epoch, (samples + batchSize - 1) / batchSize, samples);
    }

    private Optional<Mixer> mixer(Dataset data) {
        List<Mixing> mixings = config.input().mixings();
        return mixings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mixer(
                        mixings,
                        data.width(),
                        data.height(),
                        config.computation().seed()));
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
        Optional<Augmenter> augmenter = config.input().augmentValidation() ? augmenter(validation) : Optional.empty();
        BatchLoader loader = new BatchLoader(
                model.scaling(),
                augmenter,
                TargetTable.labels(validation, model.architecture()),
                EVALUATION_BATCH,
                config.computation().seed() ^ VALIDATION_SEED);
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

    private Optional<Augmenter> augmenter(Dataset data) {
        return config.input().augmentations().isEmpty()
                ? Optional.empty()
                : Optional.of(new Augmenter(config.input().augmentations(), data.width(), data.height()));
    }
}

package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import java.util.List;

/**
 * Everything that decides how a network is trained, apart from the data.
 *
 * @param recipe name of the recipe that it started from
 * @param architecture name in {@link dev.mien.nn.Architectures}
 */
public record TrainingConfig(
        String recipe,
        String architecture,
        Duration duration,
        Optimization optimization,
        Input input,
        Computation computation) {

    /**
     * How long.
     *
     * @param epochs at most, at least 1
     * @param patience epochs without a better validation accuracy after which training stops, at least 1
     */
    public record Duration(int epochs, int patience) {
        public Duration {
            requireAtLeastOne("epochs", epochs);
            requireAtLeastOne("patience", patience);
        }
    }

    /**
     * How the weights move.
     *
     * @param optimizer update rule
     * @param learningRate above 0
     * @param batchSize samples of a step, at least 1
     */
    public record Optimization(OptimizerSpec optimizer, double learningRate, int batchSize) {
        public Optimization {
            if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
                throw new InvalidInputException("learning rate is " + learningRate + ", expected a number above 0");
            }
            requireAtLeastOne("batch", batchSize);
        }
    }

    /**
     * What the network is shown.
     *
     * @param augmentations of a training picture
     * @param augmentValidation whether validation pictures are changed too, as the article does
     */
    public record Input(Scaling.Kind scaling, List<Augmentation> augmentations, boolean augmentValidation) {
        public Input {
            augmentations = List.copyOf(augmentations);
        }
    }

    /**
     * How it is computed.
     *
     * @param threads of arithmetic, at least 1
     * @param seed of weights, shuffles, augmentation and dropout
     * @param deterministic whether nothing of the machine but its processor's kind may show in the digits: one thread of arithmetic,
     *     and algorithms chosen by a rule instead of by a measurement
     */
    public record Computation(Precision precision, int threads, long seed, boolean deterministic) {
        public Computation {
            requireAtLeastOne("threads", threads);
            if (deterministic && threads != 1) {
                throw new InvalidInputException("a deterministic training computes on 1 thread, but threads is "
                        + threads + ". Leave out --threads or --deterministic");
            }
        }

        /** As fast as the machine allows. */
        public Computation(Precision precision, int threads, long seed) {
            this(precision, threads, seed, false);
        }
    }

    public TrainingConfig withArchitecture(String name) {
        return new TrainingConfig(recipe, name, duration, optimization, input, computation);
    }

    public TrainingConfig withDuration(int epochs, int patience) {
        return new TrainingConfig(
                recipe, architecture, new Duration(epochs, patience), optimization, input, computation);
    }

    public TrainingConfig withOptimization(Optimization changed) {
        return new TrainingConfig(recipe, architecture, duration, changed, input, computation);
    }

    public TrainingConfig withScaling(Scaling.Kind kind) {
        return new TrainingConfig(
                recipe,
                architecture,
                duration,
                optimization,
                new Input(kind, input.augmentations(), input.augmentValidation()),
                computation);
    }

    public TrainingConfig withComputation(Computation changed) {
        return new TrainingConfig(recipe, architecture, duration, optimization, input, changed);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new InvalidInputException(name + " is " + value + ", expected at least 1");
        }
    }
}

package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.dataset.Scaling;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides how a network is trained, apart from the data.
 *
 * @param recipe name of the recipe that it started from
 * @param architecture name in {@link dev.mien.nn.Architectures}
 * @param targets how a sample's targets are made; without any they are its label
 */
public record TrainingConfig(
        String recipe,
        String architecture,
        Duration duration,
        Optimization optimization,
        Input input,
        List<TargetRule> targets,
        Computation computation) {

    public TrainingConfig {
        targets = List.copyOf(targets);
        input.progressive().ifPresent(size -> size.requireFor(Architectures.named(architecture)));
        long kinds = targets.stream().map(Object::getClass).distinct().count();
        if (kinds < targets.size()) {
            throw new InvalidInputException(
                    "a rule for targets stands twice in " + targets + ", expected each kind at most once");
        }
        boolean asksForViews = targets.stream()
                .anyMatch(rule -> rule instanceof TargetRule.Distillation distillation && distillation.views() > 0);
        if (asksForViews && input.augmentations().isEmpty()) {
            throw new InvalidInputException("teachers are to be asked about several views of each face, and without"
                    + " augmentation all views are the same: leave the views out, or augment");
        }
    }

    /**
     * How long, and what is left of it.
     *
     * @param epochs at most, at least 1
     * @param patience epochs without a better validation accuracy after which training stops, at least 1
     * @param keep which epoch's weights are kept
     */
    public record Duration(int epochs, int patience, KeptWeights keep) {
        /** Keeps the best epoch's weights. */
        public Duration(int epochs, int patience) {
            this(epochs, patience, KeptWeights.BEST);
        }

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
     * @param schedule factor of the learning rate along the training
     * @param refinements of the rule
     * @param batchSize samples of a step, at least 1
     */
    public record Optimization(
            OptimizerSpec optimizer,
            double learningRate,
            LearningRateSchedule schedule,
            Refinements refinements,
            int batchSize) {
        /** The rule alone, at one learning rate. */
        public Optimization(OptimizerSpec optimizer, double learningRate, int batchSize) {
            this(optimizer, learningRate, LearningRateSchedule.CONSTANT, Refinements.NONE, batchSize);
        }

        public Optimization withRefinements(Refinements changed) {
            return new Optimization(optimizer, learningRate, schedule, changed, batchSize);
        }

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
     * @param late another strength of them in the last epochs
     * @param mixings of training samples
     * @param augmentValidation whether validation pictures are changed too, as the article does
     * @param progressive smaller pictures in the first epochs
     */
    public record Input(
            Scaling.Kind scaling,
            List<Augmentation> augmentations,
            Optional<LateAugmentation> late,
            Mixings mixings,
            boolean augmentValidation,
            Optional<ProgressiveSize> progressive) {
        /** The same in all epochs, without mixing, and whole pictures. */
        public Input(Scaling.Kind scaling, List<Augmentation> augmentations, boolean augmentValidation) {
            this(scaling, augmentations, Optional.empty(), Mixings.NONE, augmentValidation, Optional.empty());
        }

        public Input withScaling(Scaling.Kind changed) {
            return new Input(changed, augmentations, late, mixings, augmentValidation, progressive);
        }

        public Input withAugmentations(List<Augmentation> changed) {
            return new Input(scaling, changed, late, mixings, augmentValidation, progressive);
        }

        public Input withLate(Optional<LateAugmentation> changed) {
            return new Input(scaling, augmentations, changed, mixings, augmentValidation, progressive);
        }

        public Input withMixings(Mixings changed) {
            return new Input(scaling, augmentations, late, changed, augmentValidation, progressive);
        }

        public Input withProgressive(Optional<ProgressiveSize> changed) {
            return new Input(scaling, augmentations, late, mixings, augmentValidation, changed);
        }

        public Input {
            augmentations = List.copyOf(augmentations);
            if (late.isPresent()) {
                late.get().of(augmentations);
            }
        }

        /** The augmentations of an epoch, from 1, of so many. */
        List<Augmentation> augmentations(int epoch, int epochs) {
            return late.filter(change -> change.isLate(epoch, epochs))
                    .map(change -> change.of(augmentations))
                    .orElse(augmentations);
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
        return new TrainingConfig(recipe, name, duration, optimization, input, targets, computation);
    }

    public TrainingConfig withDuration(int epochs, int patience) {
        return withDuration(new Duration(epochs, patience, duration.keep()));
    }

    public TrainingConfig withDuration(Duration changed) {
        return new TrainingConfig(recipe, architecture, changed, optimization, input, targets, computation);
    }

    public TrainingConfig withOptimization(Optimization changed) {
        return new TrainingConfig(recipe, architecture, duration, changed, input, targets, computation);
    }

    public TrainingConfig withInput(Input changed) {
        return new TrainingConfig(recipe, architecture, duration, optimization, changed, targets, computation);
    }

    public TrainingConfig withTargets(List<TargetRule> changed) {
        return new TrainingConfig(recipe, architecture, duration, optimization, input, changed, computation);
    }

    public TrainingConfig withScaling(Scaling.Kind kind) {
        return withInput(input.withScaling(kind));
    }

    /** The configured network as it is trained. */
    public ModelArchitecture network() {
        return network(Architectures.named(architecture));
    }

    /** A network as it is trained: with the refinements' dropout where they have one. */
    public ModelArchitecture network(ModelArchitecture given) {
        return optimization
                .refinements()
                .get(Refinement.DropoutRate.class)
                .map(wanted -> given.withDropout(wanted.rate()))
                .orElse(given);
    }

    /** The rule of a kind for targets, where there is one. */
    public <T extends TargetRule> Optional<T> target(Class<T> kind) {
        return targets.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public TrainingConfig withComputation(Computation changed) {
        return new TrainingConfig(recipe, architecture, duration, optimization, input, targets, changed);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new InvalidInputException(name + " is " + value + ", expected at least 1");
        }
    }
}

package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
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
 * Everything that determines the training of a network, apart from the data.
 *
 * @param recipe the name of the recipe on which it is based
 * @param architecture the name in {@link dev.mien.nn.Architectures}
 * @param targets the rules for a sample's targets; without rules the target is the label
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
                    "a kind of rule for targets appears twice in " + targets + ", expected each kind at most once");
        }
        boolean asksForViews = targets.stream()
                .anyMatch(rule -> rule instanceof TargetRule.Distillation distillation && distillation.views() > 0);
        if (asksForViews && input.augmentations().isEmpty()) {
            throw new InvalidInputException(
                    "teachers are to be asked about several views of each face, but without augmentation all views are"
                            + " the same",
                    Remedy.without(Remedy.Setting.TEACHER_VIEWS).or(Remedy.change(Remedy.Setting.AUGMENTATION)));
        }
    }

    /**
     * The length of the training, and the weights that are kept.
     *
     * @param epochs the largest number of epochs, at least 1
     * @param patience the number of epochs without a better validation accuracy after which training stops, at least 1
     * @param keep the epoch whose weights are kept
     */
    public record Duration(int epochs, int patience, KeptWeights keep) {
        /** A duration that keeps the weights of the best epoch. */
        public Duration(int epochs, int patience) {
            this(epochs, patience, KeptWeights.BEST);
        }

        public Duration {
            requireAtLeastOne("epochs", epochs);
            requireAtLeastOne("patience", patience);
        }
    }

    /**
     * The settings for the steps of the weights.
     *
     * @param optimizer the update rule
     * @param learningRate the learning rate, above 0
     * @param schedule the factor of the learning rate during the training
     * @param refinements the refinements of the rule
     * @param batchSize the number of samples in a step, 1 to 1,000,000. A batch has at most all samples
     */
    public record Optimization(
            OptimizerSpec optimizer,
            double learningRate,
            LearningRateSchedule schedule,
            Refinements refinements,
            int batchSize) {
        private static final int LARGEST_BATCH = 1_000_000;

        /** The rule alone, with one learning rate. */
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
            if (batchSize > LARGEST_BATCH) {
                throw new InvalidInputException("batch is " + batchSize + ", expected at most " + LARGEST_BATCH);
            }
        }
    }

    /**
     * The pictures that the network sees.
     *
     * @param augmentations the augmentations of training pictures
     * @param late another strength of the augmentations in the last epochs
     * @param mixings the mixing of training samples
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
        /** Input that is the same in all epochs, with whole pictures and without mixing. */
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

        /** The augmentations of an epoch. Epochs are numbered from 1 to {@code epochs}. */
        List<Augmentation> augmentations(int epoch, int epochs) {
            return late.filter(change -> change.isLate(epoch, epochs))
                    .map(change -> change.of(augmentations))
                    .orElse(augmentations);
        }
    }

    /**
     * The settings of the computation.
     *
     * @param threads the number of threads for computing, at least 1
     * @param seed the seed of weights, shuffles, augmentation and dropout
     * @param deterministic whether the digits may depend on nothing of the machine but the kind of its processor; this
     *     needs one thread, and algorithms that a rule chooses instead of a measurement
     */
    public record Computation(Precision precision, int threads, long seed, boolean deterministic) {
        public Computation {
            requireAtLeastOne("threads", threads);
            if (deterministic && threads != 1) {
                throw new InvalidInputException(
                        "a deterministic training computes on 1 thread, but threads is " + threads,
                        Remedy.without(Remedy.Setting.THREADS).or(Remedy.without(Remedy.Setting.DETERMINISTIC)));
            }
        }

        /** A computation as fast as the machine allows. */
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

    /** The configured network in the form in which it is trained, for the seven emotions. */
    public ModelArchitecture network() {
        return network(Architectures.named(architecture));
    }

    /**
     * The configured network for the classes of some data, without the changes for training. It has a second head for
     * FER+ only if it learns from FER+'s votes, or if the classes are the seven emotions.
     */
    public ModelArchitecture architecture(LabelSet labels) {
        boolean votes = target(TargetRule.FerPlusVoting.class).isPresent();
        return Architectures.named(architecture).withHead(labels, votes);
    }

    /** A network in the form in which it is trained, with the dropout rate of the refinements if they have one. */
    public ModelArchitecture network(ModelArchitecture given) {
        return optimization
                .refinements()
                .get(Refinement.DropoutRate.class)
                .map(wanted -> given.withDropout(wanted.rate()))
                .orElse(given);
    }

    /** The rule of a kind for targets, if there is one. */
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

package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Ingredients that refine an optimizer's rule, and their details. */
final class RefinementAccess {
    private static final double USUAL_LATE_FROM = 0.6;

    private RefinementAccess() {}

    static <T extends Refinement> IngredientAccess of(Class<T> kind, DoubleFunction<T> make, ToDoubleFunction<T> read) {
        return new IngredientAccess(
                config -> find(config, kind).map(read::applyAsDouble),
                (config, value) -> with(
                        config,
                        IngredientAccess.changed(
                                config.optimization().refinements().all(), kind, make, value)));
    }

    private static <T extends Refinement> Optional<T> find(TrainingConfig config, Class<T> kind) {
        return config.optimization().refinements().get(kind);
    }

    private static TrainingConfig with(TrainingConfig config, List<Refinement> refinements) {
        return config.withOptimization(config.optimization().withRefinements(new Refinements(refinements)));
    }

    /** The configuration with a changed refinement in the place of the one that it has. */
    private static <T extends Refinement> TrainingConfig changed(
            TrainingConfig config, Class<T> kind, UnaryOperator<T> change) {
        List<Refinement> all =
                new ArrayList<>(config.optimization().refinements().all());
        all.replaceAll(refinement -> kind.isInstance(refinement) ? change.apply(kind.cast(refinement)) : refinement);
        return with(config, all);
    }

    /** A number of a refinement that has others beside it: set alone where the refinement is there. */
    private static <T extends Refinement> IngredientAccess main(
            Class<T> kind,
            DoubleFunction<T> make,
            ToDoubleFunction<T> read,
            Function<Double, UnaryOperator<T>> change) {
        IngredientAccess whole = of(kind, make, read);
        return new IngredientAccess(
                whole.get(),
                (config, value) -> value != 0 && find(config, kind).isPresent()
                        ? changed(config, kind, change.apply(value))
                        : whole.set().apply(config, value));
    }

    static IngredientAccess average() {
        return main(
                Refinement.ExponentialAverage.class,
                Refinement.ExponentialAverage::new,
                Refinement.ExponentialAverage::decay,
                value -> old -> old.lateFrom() < 1
                        ? new Refinement.ExponentialAverage(value, old.lateDecay(), old.lateFrom())
                        : new Refinement.ExponentialAverage(value));
    }

    static IngredientAccess sharpness() {
        return main(
                Refinement.SharpnessAware.class,
                Refinement.SharpnessAware::new,
                Refinement.SharpnessAware::radius,
                value -> old -> new Refinement.SharpnessAware(value, old.from()));
    }

    /**
     * A detail of a refinement.
     *
     * @param name of the refinement, for the message where it is missing
     * @param absent the number that says that the detail is as usual
     */
    private static <T extends Refinement> IngredientAccess detail(
            Class<T> kind,
            String name,
            double absent,
            Function<T, Optional<Double>> read,
            Function<Double, UnaryOperator<T>> change) {
        return new IngredientAccess(
                config -> find(config, kind).flatMap(read),
                (config, value) -> {
                    if (find(config, kind).isEmpty() && value != absent) {
                        throw new InvalidInputException(
                                "a detail of " + name + " is " + value + ", and there is no such thing in the recipe");
                    }
                    return changed(config, kind, change.apply(value));
                },
                absent,
                config -> find(config, kind).isPresent());
    }

    static IngredientAccess lateDecay() {
        return detail(
                Refinement.ExponentialAverage.class,
                "the weights' average",
                0,
                average -> late(average).map(Refinement.ExponentialAverage::lateDecay),
                value -> old -> value == 0
                        ? new Refinement.ExponentialAverage(old.decay())
                        : new Refinement.ExponentialAverage(
                                old.decay(),
                                value,
                                late(old)
                                        .map(Refinement.ExponentialAverage::lateFrom)
                                        .orElse(USUAL_LATE_FROM)));
    }

    private static Optional<Refinement.ExponentialAverage> late(Refinement.ExponentialAverage average) {
        return Optional.of(average).filter(found -> found.lateFrom() < 1);
    }

    static IngredientAccess lateDecayFrom() {
        return detail(
                Refinement.ExponentialAverage.class,
                "the weights' average",
                1,
                average -> late(average).map(Refinement.ExponentialAverage::lateFrom),
                value -> old -> value == 1
                        ? new Refinement.ExponentialAverage(old.decay())
                        : new Refinement.ExponentialAverage(old.decay(), old.lateDecay(), value));
    }

    static IngredientAccess sharpnessFrom() {
        return detail(
                Refinement.SharpnessAware.class,
                "sharpness-aware minimisation",
                0,
                sharpness -> Optional.of(sharpness.from()).filter(from -> from != 0),
                value -> old -> new Refinement.SharpnessAware(old.radius(), value));
    }

    static IngredientAccess measuredStatistics() {
        return of(
                Refinement.MeasuredStatistics.class,
                steps -> {
                    if (steps != Math.rint(steps) || Math.abs(steps) > Integer.MAX_VALUE) {
                        throw new InvalidInputException(
                                "number of steps with measured statistics is " + steps + ", expected a whole number");
                    }
                    return new Refinement.MeasuredStatistics((int) steps);
                },
                Refinement.MeasuredStatistics::steps);
    }

    /** Here 0 is a rate as any other; without the ingredient the architecture's own rate holds. */
    static IngredientAccess dropout() {
        Class<Refinement.DropoutRate> kind = Refinement.DropoutRate.class;
        return new IngredientAccess(
                config -> find(config, kind).map(Refinement.DropoutRate::rate),
                (config, value) -> {
                    List<Refinement> all =
                            new ArrayList<>(config.optimization().refinements().all());
                    all.removeIf(kind::isInstance);
                    all.add(new Refinement.DropoutRate(value));
                    return with(config, all);
                },
                0,
                config -> false);
    }
}

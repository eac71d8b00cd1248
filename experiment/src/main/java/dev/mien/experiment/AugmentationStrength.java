package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the strength of augmentations in multiples of a recipe's. A configuration keeps only the amounts, so every
 * amount is divided by the recipe's. A quotient is the strength if {@link Augmentation#times} gives all amounts by it.
 */
final class AugmentationStrength {
    /** Strengths are whole billionths, so that one is known again when the rounding is taken out of a ratio. */
    private static final double STEPS = 1e9;

    private AugmentationStrength() {}

    /** The recipe's augmentations with another strength, which is rounded first; 0 leaves out all. */
    static List<Augmentation> times(List<Augmentation> usual, double strength) {
        if (!(strength >= 0)) {
            throw new InvalidInputException("strength of the augmentation is " + strength
                    + ", expected 0 for none, 1 for the recipe's, or another multiple of it");
        }
        double rounded = rounded(strength);
        return rounded == 0
                ? List.of()
                : usual.stream()
                        .map(augmentation -> augmentation.times(rounded))
                        .toList();
    }

    /** The strength; empty if the augmentations are no multiple of the recipe's. */
    static Optional<Double> of(List<Augmentation> augmentations, List<Augmentation> usual) {
        if (augmentations.size() != usual.size()) {
            return Optional.empty();
        }
        DoubleStream ratios = IntStream.range(0, usual.size())
                .boxed()
                .flatMapToDouble(i -> ratios(augmentations.get(i), usual.get(i)));
        return DoubleStream.concat(DoubleStream.of(1), ratios)
                .map(AugmentationStrength::rounded)
                .filter(strength -> strength > 0 && Double.isFinite(strength))
                .filter(strength -> isMultiple(augmentations, usual, strength))
                .boxed()
                .findFirst();
    }

    private static double rounded(double strength) {
        return Double.isFinite(strength) ? Math.round(strength * STEPS) / STEPS : strength;
    }

    private static boolean isMultiple(List<Augmentation> augmentations, List<Augmentation> usual, double strength) {
        try {
            return times(usual, strength).equals(augmentations);
        } catch (InvalidInputException e) {
            // another augmentation's amounts have this ratio, and here it leaves the range
            return false;
        }
    }

    /** The quotients of the numbers among the components of two records of one kind. */
    private static DoubleStream ratios(Augmentation augmentation, Augmentation usual) {
        if (!usual.getClass().isRecord() || augmentation.getClass() != usual.getClass()) {
            return DoubleStream.empty();
        }
        return Stream.of(usual.getClass().getRecordComponents())
                .mapToDouble(component -> number(component, augmentation) / number(component, usual));
    }

    /** NaN where it is no number. */
    private static double number(RecordComponent component, Augmentation of) {
        Method accessor = component.getAccessor();
        // a record of another program may be private
        if (!accessor.trySetAccessible()) {
            return Double.NaN;
        }
        try {
            return accessor.invoke(of) instanceof Number number ? number.doubleValue() : Double.NaN;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + of, e);
        }
    }
}

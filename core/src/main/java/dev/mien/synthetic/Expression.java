package dev.mien.synthetic;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The contraction of each action unit, 0 to about 1. */
final class Expression {
    private static final double WEAKEST = 0.7;
    private static final double STRONGEST = 1.15;
    private static final double MISSING = 0.03;
    private static final double TREMOR = 0.07;

    private final Map<ActionUnit, Double> strengths = new EnumMap<>(ActionUnit.class);

    private Expression() {}

    /**
     * Units at a common strength, with small variations; sometimes one is missing. Other units are at
     * rest.
     */
    static Expression draw(Collection<ActionUnit> units, SplittableRandom random) {
        Expression expression = new Expression();
        double common = random.nextDouble(WEAKEST, STRONGEST);
        for (ActionUnit unit : ActionUnit.values()) {
            double tremor = random.nextDouble() * TREMOR;
            double own = common * random.nextDouble(0.85, 1.15);
            boolean missing = random.nextDouble() < MISSING;
            boolean contracted = units.contains(unit) && !missing;
            expression.strengths.put(unit, contracted ? own : tremor);
        }
        return expression;
    }

    double of(ActionUnit unit) {
        return strengths.getOrDefault(unit, 0.0);
    }
}

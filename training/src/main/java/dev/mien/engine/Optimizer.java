package dev.mien.engine;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Applies an update rule to a network's parameters in one pass: a piece of values and gradients is fetched from native memory,
 * updated by a loop over arrays, which the JIT vectorises, and put back. The penalty on the weights and its gradient are taken
 * in the same pass, and so is the decay of the weights.
 */
final class Optimizer {
    private static final int PIECE = 1 << 12;
    private static final int LANES = 1 << 9;

    private final OptimizerSpec spec;
    private final double decay;
    private final Optional<Refinement.GradientClipping> clipping;
    private final Optional<WeightAverage> average;
    private final Workers workers;
    private final FloatBuffer values;
    private final FloatBuffer gradients;
    private final List<Piece> pieces = new ArrayList<>();
    private final Scratch[] scratch;
    private final float[] first;
    private final float[] second;
    private long steps;

    /** A range of each array, with the penalty on each squared value, and whether it is a kernel's. */
    private record Piece(int offset, int length, boolean kernel, double l2) {}

    /** One worker's copy of a piece, and sums along it. */
    private record Scratch(float[] values, float[] gradients, float[] first, float[] second, float[] sums) {
        Scratch() {
            this(new float[PIECE], new float[PIECE], new float[PIECE], new float[PIECE], new float[LANES]);
        }
    }

    Optimizer(OptimizerSpec spec, Refinements refinements, ParameterStore parameters, Workers workers) {
        this.spec = spec;
        this.workers = workers;
        decay = refinements
                .get(Refinement.WeightDecay.class)
                .map(Refinement.WeightDecay::factor)
                .orElse(0.0);
        clipping = refinements.get(Refinement.GradientClipping.class);
        average = refinements
                .get(Refinement.ExponentialAverage.class)
                .map(wanted -> new WeightAverage(wanted, parameters));
        values = Tensors.floats(parameters.values()).asBuffer();
        gradients = Tensors.floats(parameters.gradients()).asBuffer();
        first = new float[values.capacity()];
        second = new float[values.capacity()];
        for (ParameterStore.Range range : parameters.ranges()) {
            int end = range.offset() + range.length();
            for (int offset = range.offset(); offset < end; offset += PIECE) {
                pieces.add(new Piece(offset, Math.min(PIECE, end - offset), range.kernel(), range.l2()));
            }
        }
        scratch = new Scratch[workers.count()];
        Arrays.setAll(scratch, i -> new Scratch());
    }

    OptimizerState state() {
        return new OptimizerState(
                steps,
                first.clone(),
                second.clone(),
                average.map(WeightAverage::copy).orElseGet(() -> new float[0]));
    }

    void restore(OptimizerState state) {
        steps = state.steps();
        System.arraycopy(state.first(), 0, first, 0, first.length);
        System.arraycopy(state.second(), 0, second, 0, second.length);
        average.ifPresent(kept -> kept.restore(state.average()));
    }

    /** The weights' average, where one is kept and a step has been made. */
    Optional<WeightAverage> average() {
        return average.filter(kept -> steps > 0);
    }

    /** Before the forward pass of a step: the average begins with what stands before the first. */
    void begin() {
        if (steps == 0) {
            average.ifPresent(WeightAverage::begin);
        }
    }

    /**
     * One step against the gradients.
     *
     * @param progress share of all steps, 0 to 1
     * @return the penalty on the weights as they were before
     */
    double step(double learningRate, double progress) {
        steps++;
        UpdateRule rule = spec.rule(learningRate, steps);
        float share = share();
        double[] penalties = new double[pieces.size()];
        workers.forEach(
                pieces.size(),
                (i, worker) -> penalties[i] = update(pieces.get(i), rule, share, learningRate, scratch[worker]));
        average.ifPresent(kept -> kept.learn(steps, progress));
        return Arrays.stream(penalties).sum();
    }

    /** What is left of the gradient when it is clipped. */
    private float share() {
        return (float) clipping.map(wanted -> Math.min(1, wanted.norm() / gradientNorm()))
                .orElse(1.0)
                .doubleValue();
    }

    /** Euclidean length of the gradient over all parameters, penalties included. */
    double gradientNorm() {
        double[] sums = new double[pieces.size()];
        workers.forEach(pieces.size(), (i, worker) -> {
            Scratch at = scratch[worker];
            fetch(pieces.get(i), at);
            sums[i] = squares(at.gradients(), pieces.get(i).length(), at.sums());
        });
        return Math.sqrt(Arrays.stream(sums).sum());
    }

    /** Moves the values along the gradient, by {@code factor} times it. */
    void climb(double factor) {
        workers.forEach(pieces.size(), (i, worker) -> {
            Piece piece = pieces.get(i);
            Scratch at = scratch[worker];
            fetch(piece, at);
            add(at.values(), at.gradients(), (float) factor, piece.length());
            values.put(piece.offset(), at.values(), 0, piece.length());
        });
    }

    /** Fetches values and gradients of a piece, that of the penalty included; the penalty is returned. */
    private double fetch(Piece piece, Scratch at) {
        values.get(piece.offset(), at.values(), 0, piece.length());
        gradients.get(piece.offset(), at.gradients(), 0, piece.length());
        if (piece.l2() == 0) {
            return 0;
        }
        double penalty = piece.l2() * squares(at.values(), piece.length(), at.sums());
        add(at.gradients(), at.values(), (float) (2 * piece.l2()), piece.length());
        return penalty;
    }

    private double update(Piece piece, UpdateRule rule, float share, double learningRate, Scratch at) {
        double penalty = fetch(piece, at);
        if (share < 1) {
            scale(at.gradients(), share, piece.length());
        }
        if (piece.kernel() && decay > 0) {
            decay(at, learningRate, piece.length());
        }
        System.arraycopy(first, piece.offset(), at.first(), 0, piece.length());
        System.arraycopy(second, piece.offset(), at.second(), 0, piece.length());
        rule.apply(at.values(), at.gradients(), at.first(), at.second(), piece.length());
        System.arraycopy(at.first(), 0, first, piece.offset(), piece.length());
        System.arraycopy(at.second(), 0, second, piece.offset(), piece.length());
        values.put(piece.offset(), at.values(), 0, piece.length());
        return penalty;
    }

    private void decay(Scratch at, double learningRate, int length) {
        if (spec.decaysByGradient()) {
            add(at.gradients(), at.values(), (float) decay, length);
        } else {
            scale(at.values(), (float) (1 - learningRate * decay), length);
        }
    }

    private static void scale(float[] target, float factor, int length) {
        for (int i = 0; i < length; i++) {
            target[i] *= factor;
        }
    }

    private static void add(float[] target, float[] values, float factor, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += factor * values[i];
        }
    }

    /** Lane by lane in 32 bits, at most sixteen numbers each; over the lanes in 64. */
    private static double squares(float[] values, int length, float[] sums) {
        Arrays.fill(sums, 0);
        for (int start = 0; start < length; start += LANES) {
            addSquares(values, start, Math.min(LANES, length - start), sums);
        }
        double total = 0;
        for (float sum : sums) {
            total += sum;
        }
        return total;
    }

    private static void addSquares(float[] values, int start, int length, float[] sums) {
        for (int i = 0; i < length; i++) {
            sums[i] += values[start + i] * values[start + i];
        }
    }
}

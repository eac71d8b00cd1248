package dev.mien.training;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * How the learning rate changes along a training: a factor of the configured rate, a pure function of the share of all steps that has
 * been made. All steps are those of as many epochs as the configuration allows.
 */
public sealed interface LearningRateSchedule {
    /** The rate as it is configured, at all steps. */
    LearningRateSchedule CONSTANT = new Constant();

    /** Lower-case name, as files and the command line have it. */
    String label();

    /**
     * The factor of the learning rate.
     *
     * @param progress share of all steps, 0 to 1
     */
    double factor(double progress);

    /** The share of steps on the way up, for schedules that have one. */
    default Optional<Double> warmupShare() {
        return Optional.empty();
    }

    /**
     * The same schedule with another share of steps on the way up.
     *
     * @throws InvalidInputException if it has no way up
     */
    default LearningRateSchedule withWarmup(double share) {
        throw new InvalidInputException("the schedule '" + label() + "' has no warm-up");
    }

    /**
     * The factor at a step, taken at its middle.
     *
     * @param step from 1
     * @param steps of the whole training
     */
    default double factor(long step, long steps) {
        return factor(progress(step, steps));
    }

    /**
     * The share of all steps that has been made in the middle of a step.
     *
     * @param step from 1
     * @param steps of the whole training
     */
    static double progress(long step, long steps) {
        return Math.min(1, (step - 0.5) / steps);
    }

    /** Always 1. */
    record Constant() implements LearningRateSchedule {
        @Override
        public String label() {
            return "constant";
        }

        @Override
        public double factor(double progress) {
            return 1;
        }
    }

    /**
     * Straight up from 0 to 1, then half a cosine down (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
     *
     * @param warmup share of the steps on the way up, 0 to below 1
     * @param end factor when all steps are done, 0 to 1
     */
    record Cosine(double warmup, double end) implements LearningRateSchedule {
        public Cosine {
            requireShare("warm-up", warmup);
            requireFactor("end of the cosine", end);
        }

        @Override
        public String label() {
            return "cosine";
        }

        @Override
        public Optional<Double> warmupShare() {
            return Optional.of(warmup);
        }

        @Override
        public LearningRateSchedule withWarmup(double share) {
            return new Cosine(share, end);
        }

        @Override
        public double factor(double progress) {
            return progress < warmup ? progress / warmup : anneal(1, end, (progress - warmup) / (1 - warmup));
        }
    }

    /**
     * Half a cosine up and half a cosine down (Smith and Topin, arXiv 1708.07120), as torch.optim.lr_scheduler.OneCycleLR has it with its
     * default annealing, the momentum left alone. torch takes the factors of its first and last step from the curve's ends, Mien those
     * of each step's middle, see {@link #factor(long, long)}: the more steps, the smaller the difference.
     *
     * @param warmup share of the steps on the way up, 0 to below 1
     * @param start factor before the first step, 0 to 1; torch's {@code 1 / div_factor}
     * @param end factor after the last step, 0 to 1; torch's {@code 1 / (div_factor * final_div_factor)}
     */
    record OneCycle(double warmup, double start, double end) implements LearningRateSchedule {
        public OneCycle {
            requireShare("warm-up", warmup);
            requireFactor("start of the cycle", start);
            requireFactor("end of the cycle", end);
        }

        @Override
        public String label() {
            return "one_cycle";
        }

        @Override
        public Optional<Double> warmupShare() {
            return Optional.of(warmup);
        }

        @Override
        public LearningRateSchedule withWarmup(double share) {
            return new OneCycle(share, start, end);
        }

        @Override
        public double factor(double progress) {
            return progress < warmup
                    ? anneal(start, 1, progress / warmup)
                    : anneal(1, end, (progress - warmup) / (1 - warmup));
        }
    }

    /**
     * A factor more at each of some places.
     *
     * @param at shares of all steps, rising, each above 0 and below 1
     * @param factor of each drop, above 0 and at most 1
     */
    record Steps(List<Double> at, double factor) implements LearningRateSchedule {
        public Steps {
            at = List.copyOf(at);
            double before = 0;
            for (double place : at) {
                if (!(place > before && place < 1)) {
                    throw new InvalidInputException("the learning rate drops at " + at
                            + " of all steps, expected rising numbers above 0 and below 1");
                }
                before = place;
            }
            if (!(factor > 0 && factor <= 1)) {
                throw new InvalidInputException(
                        "the learning rate's drop is " + factor + ", expected above 0, at most 1");
            }
        }

        @Override
        public String label() {
            return "steps";
        }

        @Override
        public double factor(double progress) {
            return Math.pow(
                    factor, at.stream().filter(place -> progress >= place).count());
        }
    }

    private static double anneal(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * Math.min(1, share))) / 2;
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidInputException(
                    "the share of steps for " + name + " is " + value + ", expected 0 to below 1");
        }
    }

    private static void requireFactor(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInputException("the factor at the " + name + " is " + value + ", expected 0 to 1");
        }
    }
}

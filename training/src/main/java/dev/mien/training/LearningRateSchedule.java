package dev.mien.training;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * The change of the learning rate during a training. The factor of the configured rate is a pure function of the share
 * of all steps that has been made. The number of all steps follows from the configured number of epochs.
 */
public sealed interface LearningRateSchedule {
    /** The configured rate at all steps. */
    LearningRateSchedule CONSTANT = new Constant();

    /** The lower-case name in files and on the command line. */
    String label();

    /**
     * The factor of the learning rate.
     *
     * @param progress the share of all steps that has been made, 0 to 1
     */
    double factor(double progress);

    /** The share of steps in the warm-up, for schedules that have one. */
    default Optional<Double> warmupShare() {
        return Optional.empty();
    }

    /**
     * The same schedule with another share of steps in the warm-up.
     *
     * @throws InvalidInputException if the schedule has no warm-up
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
     * A linear rise from 0 to 1, then half a cosine down (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
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
     * Half a cosine up and half a cosine down (Smith and Topin, arXiv 1708.07120), as in
     * torch.optim.lr_scheduler.OneCycleLR with its default annealing. The momentum does not change. torch takes the
     * factors of its first and last steps from the ends of the curve. Mien takes each factor from the middle of its
     * step, see {@link #factor(long, long)}. The more steps there are, the smaller is the difference.
     *
     * @param warmup share of the steps on the way up, 0 to below 1
     * @param start the factor before the first step, 0 to 1; in torch {@code 1 / div_factor}
     * @param end the factor after the last step, 0 to 1; in torch {@code 1 / (div_factor * final_div_factor)}
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
     * Drops of the learning rate at some places. Each drop multiplies it by a factor.
     *
     * @param at the places as shares of all steps, rising, each above 0 and below 1
     * @param factor the factor of each drop, above 0 and at most 1
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

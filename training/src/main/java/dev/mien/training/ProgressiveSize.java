package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.ModelArchitecture;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Shows the network smaller pictures first and whole ones afterwards (progressive resizing; Touvron et al., arXiv
 * 1906.06423, measured the effect of sizes). The time for a picture grows with the square of its side. The network must
 * pool over all positions before it answers, so that the same weights read any size. Validation pictures are always
 * whole.
 *
 * @param steps the sizes in order; sides and shares rise
 */
public record ProgressiveSize(List<Step> steps) {
    /** The smallest side. Its maps can be pooled three times and still have neighbours. */
    private static final int SMALLEST = 16;

    private static final double USUAL_SHARE = 0.5;

    /**
     * Pictures of one size.
     *
     * @param side the side in pixels, at least {@value #SMALLEST}
     * @param until the share of the epochs after which this size ends, above 0 and below 1
     */
    public record Step(int side, double until) {
        public Step {
            if (side < SMALLEST) {
                throw new InvalidInputException(
                        "the side of the first epochs' pictures is " + side + ", expected at least " + SMALLEST);
            }
            if (!(until > 0 && until < 1)) {
                throw new InvalidInputException("the share of the epochs that see small pictures is " + until
                        + ", expected above 0 and below 1");
            }
        }
    }

    public ProgressiveSize {
        steps = List.copyOf(steps);
        boolean rises = !steps.isEmpty();
        for (int i = 1; i < steps.size(); i++) {
            rises &= steps.get(i).side() > steps.get(i - 1).side()
                    && steps.get(i).until() > steps.get(i - 1).until();
        }
        if (!rises) {
            throw new InvalidInputException("the sizes of the first epochs' pictures are '" + text(steps)
                    + "', expected at least one, with rising sides and rising shares of the epochs");
        }
    }

    /** One size, and then whole pictures. */
    public ProgressiveSize(int side, double until) {
        this(List.of(new Step(side, until)));
    }

    /**
     * Reads sizes as a user writes them. {@code 32:0.3,40:0.55} means sides of 32 until 30 % of the epochs, and of 40
     * until 55 %. A side alone applies to half of the epochs.
     *
     * @throws InvalidInputException if the text has another form
     */
    public static ProgressiveSize parse(String text) {
        try {
            return new ProgressiveSize(Arrays.stream(text.split(",", -1))
                    .map(ProgressiveSize::step)
                    .toList());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "the sizes of the first epochs' pictures are '" + text
                            + "', expected a side in whole pixels such as 32, or sides with the shares of the epochs"
                            + " until which they are shown, such as 32:0.3,40:0.55",
                    e);
        }
    }

    private static Step step(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Step(Integer.parseInt(text.strip()), USUAL_SHARE)
                : new Step(
                        Integer.parseInt(text.substring(0, colon).strip()),
                        Double.parseDouble(text.substring(colon + 1)));
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return text(steps);
    }

    private static String text(List<Step> steps) {
        return steps.stream().map(step -> step.side() + ":" + step.until()).collect(Collectors.joining(","));
    }

    /** The sides, the smallest first. */
    public List<Integer> sides() {
        return steps.stream().map(Step::side).toList();
    }

    /** @throws InvalidInputException if the network cannot read such pictures, or if its own pictures are not larger */
    void requireFor(ModelArchitecture architecture) {
        int whole = Math.min(architecture.input().height(), architecture.input().width());
        for (int side : sides()) {
            if (side >= whole) {
                throw new InvalidInputException("the side of the first epochs' pictures is " + side
                        + ", expected less than the " + whole + " of whole ones");
            }
            architecture.on(side, side);
        }
    }

    /**
     * The side of the pictures in an epoch. It is empty if they are whole.
     *
     * @param epoch from 1
     * @param epochs the number of all epochs
     */
    public OptionalInt side(int epoch, int epochs) {
        return steps.stream()
                .filter(step -> epoch <= step.until() * epochs)
                .mapToInt(Step::side)
                .findFirst();
    }
}

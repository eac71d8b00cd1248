package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.nn.ModelArchitecture;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Shows the network smaller pictures first, which takes less time by the square of their side, and whole ones afterwards (progressive
 * resizing; Touvron et al., arXiv 1906.06423, measured what sizes do). For networks that pool over all positions before they answer, so
 * that the same weights read any size. Validation pictures are always whole.
 *
 * @param steps the sizes, one after the other: sides and shares rise
 */
public record ProgressiveSize(List<Step> steps) {
    /** The least side whose maps can be pooled thrice and still have neighbours. */
    private static final int SMALLEST = 16;

    private static final double USUAL_SHARE = 0.5;

    /**
     * Pictures of one size.
     *
     * @param side in pixels, at least {@value #SMALLEST}
     * @param until share of the epochs behind which they end, above 0 and below 1
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
     * Sizes as a user writes them: {@code 32:0.3,40:0.55} for sides of 32 until 30 % of the epochs and of 40 until 55 %; a side alone for
     * half of the epochs.
     *
     * @throws InvalidInputException if the text says nothing of the kind
     */
    public static ProgressiveSize parse(String text) {
        try {
            return new ProgressiveSize(Arrays.stream(text.split(",", -1))
                    .map(ProgressiveSize::step)
                    .toList());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "the sizes of the first epochs' pictures are '" + text
                            + "', expected a side in whole pixels such as 32, or sides with the shares of the epochs until"
                            + " which they are shown, such as 32:0.3,40:0.55",
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

    /** What {@link #parse} reads. */
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

    /** @throws InvalidInputException if the network cannot read such pictures, or reads none that are larger */
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
     * The side of the pictures that an epoch sees; empty where they are whole.
     *
     * @param epoch from 1
     * @param epochs in all
     */
    public OptionalInt side(int epoch, int epochs) {
        return steps.stream()
                .filter(step -> epoch <= step.until() * epochs)
                .mapToInt(Step::side)
                .findFirst();
    }
}

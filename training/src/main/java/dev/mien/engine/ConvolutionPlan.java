package dev.mien.engine;

import dev.mien.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Which algorithm computes which pass of which convolution.
 *
 * @param choices by the layer's name
 */
public record ConvolutionPlan(Map<String, Choice> choices) {

    /**
     * Labels of the algorithms of one convolution: {@code direct}, {@code unfolded}, or {@code winograd-} with a tile's
     * side.
     */
    public record Choice(String forward, String kernelGradient, String inputGradient) {
        static final Choice DIRECT =
                new Choice(DirectConvolution.LABEL, DirectConvolution.LABEL, DirectConvolution.LABEL);

        Choice withForward(String label) {
            return new Choice(label, kernelGradient, inputGradient);
        }

        boolean names(String label) {
            return forward.equals(label) || kernelGradient.equals(label) || inputGradient.equals(label);
        }
    }

    public ConvolutionPlan {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /** What is chosen for each convolution. */
    static <M> ConvolutionPlan of(Map<String, M> convolutions, Function<M, Choice> choose) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        convolutions.forEach((name, module) -> choices.put(name, choose.apply(module)));
        return new ConvolutionPlan(choices);
    }

    /** The choices of both. */
    public ConvolutionPlan and(ConvolutionPlan other) {
        Map<String, Choice> all = new LinkedHashMap<>(choices);
        all.putAll(other.choices);
        return new ConvolutionPlan(all);
    }

    Choice of(String layer) {
        Choice choice = choices.get(layer);
        if (choice == null) {
            throw new InvalidInputException("the plan of convolution algorithms says nothing about '" + layer
                    + "', it has " + choices.keySet() + "; it belongs to another architecture");
        }
        return choice;
    }
}

package dev.mien.export;

import dev.mien.keras.KerasOperation.Activate;
import java.util.List;

/** Keras' activation functions as ONNX operators. */
final class KerasFunctions {
    private final GraphWriter writer;

    KerasFunctions(GraphWriter writer) {
        this.writer = writer;
    }

    /** Writes a function, and returns the name of its output. */
    String write(String name, String input, Activate activate) {
        float alpha = (float) activate.alpha();
        return switch (activate.function()) {
            case RELU -> simple("Relu", name, input);
            case SELU -> simple("Selu", name, input);
            case SIGMOID -> simple("Sigmoid", name, input);
            case TANH -> simple("Tanh", name, input);
            case SOFTPLUS -> simple("Softplus", name, input);
            case SOFTSIGN -> simple("Softsign", name, input);
            case EXPONENTIAL -> simple("Exp", name, input);
            case LEAKY_RELU -> writer.operator("LeakyRelu", name, List.of(input), GraphWriter.number("alpha", alpha));
            case ELU -> writer.operator("Elu", name, List.of(input), GraphWriter.number("alpha", alpha));
            case SOFTMAX -> writer.operator("Softmax", name, List.of(input), GraphWriter.integer("axis", 1));
            case SILU -> times(name, input, simple("Sigmoid", name + ".sigmoid", input));
            case MISH ->
                times(name, input, simple("Tanh", name + ".tanh", simple("Softplus", name + ".softplus", input)));
            case GELU -> gelu(name, input);
        };
    }

    private String simple(String type, String name, String input) {
        return writer.operator(type, name, List.of(input));
    }

    private String times(String name, String input, String factor) {
        return writer.operator("Mul", name, List.of(input, factor));
    }

    /** x times the share of a normal distribution that lies below x. */
    private String gelu(String name, String input) {
        String root = writer.constants(name + ".root", List.of(), (float) Math.sqrt(0.5));
        String one = writer.constants(name + ".one", List.of(), 1);
        String half = writer.constants(name + ".half", List.of(), 0.5f);
        String erf = simple("Erf", name + ".erf", times(name + ".scaled", input, root));
        String raised = writer.operator("Add", name + ".raised", List.of(erf, one));
        return times(name, input, times(name + ".share", raised, half));
    }
}

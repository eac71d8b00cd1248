package dev.mien.nn;

import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The values of a network's parameters by qualified name, in the order and shapes of {@link ModelArchitecture#nodes()}.
 * They are independent of any running network. The arrays are handed over and not copied, because they are large and
 * have one user at a time.
 *
 * @param values qualified name to 32-bit values, in the order of the parameter's shape
 */
public record Weights(Map<String, float[]> values) {

    public Weights {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The values of a parameter.
     *
     * @throws InvalidInputException if there are no values of that name
     */
    public float[] get(String name) {
        float[] array = values.get(name);
        if (array == null) {
            throw new InvalidInputException("the weights have no '" + name + "'; they belong to another architecture");
        }
        return array;
    }

    /**
     * Fresh weights, with Keras' initial values. Kernels are Glorot-uniform (Glorot and Bengio, AISTATS 2010). Gamma
     * and the moving variance are 1, and everything else is 0. The draw depends only on the seed and the architecture.
     */
    public static Weights initial(ModelArchitecture architecture, long seed) {
        Map<String, float[]> values = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (ModelArchitecture.Node node : architecture.nodes()) {
            for (Parameter parameter : node.parameters()) {
                values.put(node.qualified(parameter), initial(parameter, random));
            }
        }
        return new Weights(values);
    }

    private static float[] initial(Parameter parameter, SplittableRandom random) {
        float[] array = new float[parameter.size()];
        switch (parameter.name()) {
            case "kernel" -> glorotUniform(array, parameter, random);
            case "gamma", "moving_variance" -> Arrays.fill(array, 1);
            default -> {
                // biases, beta and the moving mean start at 0
            }
        }
        return array;
    }

    private static void glorotUniform(float[] array, Parameter kernel, SplittableRandom random) {
        int outputs = kernel.shape().get(0);
        int inputs = kernel.shape().get(1);
        int window = kernel.size() / outputs / inputs;
        double limit = Math.sqrt(6.0 / ((double) window * (inputs + outputs)));
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) random.nextDouble(-limit, limit);
        }
    }

    /**
     * The mean of several networks' weights. If the networks were trained from the same start, their mean often
     * generalises better than each of them (Wortsman et al., "Model soups", ICML 2022,
     * <a href="https://arxiv.org/abs/2203.05482">arXiv 2203.05482</a>). The moving statistics of batch normalisation
     * are averaged as well. They only approximate those of the mean network; further training corrects them.
     *
     * @param all the weights of at least one network, all of the same architecture
     * @throws InvalidInputException if the weights belong to different architectures
     */
    public static Weights mean(List<Weights> all) {
        Weights first = all.get(0);
        Map<String, float[]> values = new LinkedHashMap<>();
        first.values.forEach((name, array) -> values.put(
                name, mean(all.stream().map(weights -> weights.get(name)).toList(), array.length)));
        return new Weights(values);
    }

    private static float[] mean(List<float[]> arrays, int length) {
        double[] sums = new double[length];
        for (float[] array : arrays) {
            if (array.length != length) {
                throw new InvalidInputException("weights of " + array.length + " and of " + length
                        + " values have no mean: they belong to different architectures");
            }
            for (int i = 0; i < length; i++) {
                sums[i] += array[i];
            }
        }
        float[] mean = new float[length];
        for (int i = 0; i < length; i++) {
            mean[i] = (float) (sums[i] / arrays.size());
        }
        return mean;
    }

    /**
     * Checks that these are weights of an architecture.
     *
     * @param origin the file that they were read from, for the message
     * @throws InvalidInputException naming the first parameter that is absent, superfluous or of another size
     */
    public void requireFit(ModelArchitecture architecture, String origin) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (ModelArchitecture.Node node : architecture.nodes()) {
            for (Parameter parameter : node.parameters()) {
                expected.put(node.qualified(parameter), parameter.size());
            }
        }
        expected.forEach((name, size) -> {
            float[] array = values.get(name);
            if (array == null || array.length != size) {
                throw misfit(
                        architecture,
                        origin,
                        "'" + name + "' has " + (array == null ? "no" : String.valueOf(array.length))
                                + " values, expected " + size);
            }
        });
        for (String name : values.keySet()) {
            if (!expected.containsKey(name)) {
                throw misfit(architecture, origin, "'" + name + "' is unknown");
            }
        }
    }

    /**
     * Checks that all weights are numbers.
     *
     * @param origin what they were read from, for the message
     * @throws InvalidInputException naming the first parameter with a value that is infinite or not a number
     */
    public void requireFinite(String origin) {
        values.forEach((name, array) -> {
            for (float value : array) {
                if (!Float.isFinite(value)) {
                    throw new InvalidInputException(origin + " holds weights that are no numbers: '" + name
                            + "' has the value " + value + ". Use another copy, or train again");
                }
            }
        });
    }

    private static InvalidInputException misfit(ModelArchitecture architecture, String origin, String detail) {
        return new InvalidInputException(origin + " does not hold weights of the architecture '" + architecture.name()
                + "': " + detail + ". Name the architecture that they were trained with");
    }
}

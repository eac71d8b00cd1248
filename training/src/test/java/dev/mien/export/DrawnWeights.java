package dev.mien.export;

import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Weights in which every normalisation, bias and head has an effect. In fresh weights some have none. */
final class DrawnWeights {
    private DrawnWeights() {}

    static Weights of(ModelArchitecture architecture, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> values =
                new HashMap<>(Weights.initial(architecture, seed).values());
        values.keySet().stream().sorted().forEach(name -> {
            float[] array = values.get(name);
            for (int i = 0; i < array.length; i++) {
                if (name.endsWith("gamma")) {
                    array[i] = (float) (random.nextInt(4) > 0 ? 0.8 + random.nextDouble() : -0.5);
                } else if (name.endsWith("moving_variance")) {
                    array[i] = (float) (0.3 + random.nextDouble());
                } else if (!name.endsWith("kernel") || array[i] == 0) {
                    array[i] = (float) (0.3 * random.nextGaussian());
                }
            }
        });
        return new Weights(values);
    }
}

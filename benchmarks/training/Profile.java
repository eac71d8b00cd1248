package dev.mien.engine;

import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.training.Recipes;
import dev.mien.training.TrainingConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Where a step of a training goes: times each module, forward and backward, on random pictures, without loader.
 * Arguments: the precision, the number of steps, and the architecture, the article's where it is left out. Stands in the engine's package to reach its modules.
 */
public class Profile {
    private static final int BATCH = 64;
    private static final int WARM_UP = 10;

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Precision precision = Precision.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int steps = Integer.parseInt(arguments[1]);
        TrainingConfig recipe = Recipes.named(Recipes.ARTICLE);
        ModelArchitecture architecture =
                Architectures.named(arguments.length > 2 ? arguments[2] : recipe.architecture());
        int threads = Runtime.getRuntime().availableProcessors();
        try (Network network = new Network(architecture, Weights.initial(architecture, 1), precision, threads)) {
            network.measure(BATCH).choices().forEach((layer, choice) -> System.out.println(layer + "  " + choice));
            profile(network, new Optimizer(
                    recipe.optimization().optimizer(), Refinements.NONE, network.parameters(), network.workers()), steps);
        }
    }

    private static void profile(Network network, Optimizer optimizer, int steps) throws ReflectiveOperationException {
        List<Module> modules = modules(network);
        double[][] forward = new double[modules.size()][steps];
        double[][] backward = new double[modules.size()][steps];
        double[][] rest = new double[2][steps];
        Random random = new Random(1);
        float[] pictures = new float[BATCH * 48 * 48];
        float[] targets = new float[BATCH * 7];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = random.nextInt(256);
        }
        for (int i = 0; i < BATCH; i++) {
            targets[i * 7 + random.nextInt(7)] = 1;
        }
        for (int step = -WARM_UP; step < steps; step++) {
            int slot = Math.max(step, 0);
            long start = System.nanoTime();
            try (PointerScope scope = new PointerScope()) {
                optimizer.begin();
                Tensor maps = torch.from_blob(
                                new FloatPointer(pictures),
                                new long[] {BATCH, 1, 48, 48},
                                new long[] {48 * 48, 1, 48, 1},
                                new TensorOptions(Tensors.FLOAT))
                        .to(Tensors.type(network.precision()));
                for (int i = 0; i < modules.size(); i++) {
                    long begin = System.nanoTime();
                    maps = modules.get(i).forward(maps, new Pass(true, step));
                    forward[i][slot] = (System.nanoTime() - begin) / 1e6;
                }
                SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.of(
                        Tensors.toArray(maps), targets, BATCH, network.architecture().heads());
                Tensor gradient = torch.from_blob(new FloatPointer(loss.gradient()), new long[] {BATCH, 7});
                for (int i = modules.size() - 1; i >= 0; i--) {
                    long begin = System.nanoTime();
                    gradient = modules.get(i).backward(gradient);
                    backward[i][slot] = (System.nanoTime() - begin) / 1e6;
                }
                long begin = System.nanoTime();
                optimizer.step(1e-4, 0);
                network.parameters().refreshWorkingCopy();
                rest[0][slot] = (System.nanoTime() - begin) / 1e6;
            }
            rest[1][slot] = (System.nanoTime() - start) / 1e6;
        }
        for (int i = 0; i < modules.size(); i++) {
            String name = modules.get(i).getClass().getSimpleName();
            System.out.printf(Locale.ROOT, "%-26s forward %6.1f ms  backward %6.1f ms%n", name, median(forward[i]), median(backward[i]));
        }
        System.out.printf(Locale.ROOT, "optimizer %.1f ms, step %.1f ms, %.0f images/s%n", median(rest[0]), median(rest[1]), BATCH * 1e3 / median(rest[1]));
    }

    @SuppressWarnings("unchecked")
    private static List<Module> modules(Network network) throws ReflectiveOperationException {
        var field = Network.class.getDeclaredField("modules");
        field.setAccessible(true);
        return (List<Module>) field.get(network);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

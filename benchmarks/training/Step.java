import dev.mien.engine.Network;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.TrainingStep;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Times training steps of the article's network on random pictures: arguments are the precision and the number of steps. */
public class Step {
    private static final int BATCH = 64;

    public static void main(String[] arguments) {
        Precision precision = Precision.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int steps = Integer.parseInt(arguments[1]);
        ModelArchitecture article = Architectures.named("article");
        int threads = Runtime.getRuntime().availableProcessors();
        SplittableRandom random = new SplittableRandom(1);
        float[] inputs = new float[BATCH * article.input().size()];
        float[] targets = new float[BATCH * 7];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextInt(256);
        }
        for (int i = 0; i < BATCH; i++) {
            targets[i * 7 + random.nextInt(7)] = 1;
        }
        double[] seconds = new double[steps];
        try (Network network = new Network(article, Weights.initial(article, 1), precision, threads)) {
            TrainingStep step = new TrainingStep(network, OptimizerSpec.Adam.DEFAULT);
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                step.run(inputs, targets, BATCH, 1e-4, i);
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "mien %s: median %.1f, best %.1f images a second%n",
                precision.label(),
                BATCH / seconds[steps / 2],
                BATCH / seconds[0]);
    }
}

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.Precision;
import dev.mien.training.Callback;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.Recipes;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Times a training as Mien does it, loader and augmentation included, on random pictures. Arguments: the precision, the number of
 * steps, and the architecture: the article's with its recipe where it is left out, else one of one head with the recipe of
 * {@code mien-emotions}, on whole pictures. Prints one line of JSON.
 */
public class Train {
    private static final int FACES = 3589;
    private static final int WARM_UP = 15;

    public static void main(String[] arguments) throws IOException {
        Precision precision = Precision.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int steps = Integer.parseInt(arguments[1]) + WARM_UP;
        TrainingConfig config = recipe(arguments)
                .withDuration(1, 1)
                .withComputation(new TrainingConfig.Computation(
                        precision, Runtime.getRuntime().availableProcessors(), 42, false));
        int batch = config.optimization().batchSize();
        Dataset train = faces((steps + 1) * batch);
        Dataset test = faces(FACES);
        Scaling scaling = Scaling.fit(config.input().scaling(), train);
        List<Long> ends = new ArrayList<>();
        Callback clock = new Callback() {
            @Override
            public Verdict onBatch(Progress progress) {
                ends.add(System.nanoTime());
                if (ends.size() == 1) {
                    System.out.println("first step");
                }
                return ends.size() > steps ? Verdict.STOP : Verdict.CONTINUE;
            }
        };
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling)) {
            model.measureConvolutions(batch);
            new Trainer(model, config, List.of(clock)).fit(train, test);
            double[] seconds = new double[steps - WARM_UP];
            Arrays.setAll(seconds, i -> (ends.get(i + WARM_UP + 1) - ends.get(i + WARM_UP)) / 1e9);
            Arrays.sort(seconds);
            model.predict(test);
            long start = System.nanoTime();
            model.predict(test);
            double evaluation = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"images_per_second\": %.2f, \"best\": %.2f, \"evaluation_seconds\": %.3f, \"peak_mb\": %d}%n",
                    batch / seconds[seconds.length / 2],
                    batch / seconds[0],
                    evaluation,
                    peakMegabytes());
        }
    }

    private static TrainingConfig recipe(String[] arguments) {
        if (arguments.length < 3) {
            return Recipes.named(Recipes.ARTICLE);
        }
        TrainingConfig recipe = Recipes.named(Recipes.MIEN_EMOTIONS).withArchitecture(arguments[2]);
        return recipe.withInput(recipe.input().withProgressive(Optional.empty()));
    }

    private static Dataset faces(int count) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[count * 48 * 48];
        byte[] labels = new byte[count];
        random.nextBytes(pixels);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(7);
        }
        return Dataset.of("random", 48, 48, pixels, labels);
    }

    /** The largest resident memory of this process; 0 where the system does not tell. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }
}

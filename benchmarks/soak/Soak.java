import dev.mien.dataset.SplitPlan;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.ExperimentSettings;
import dev.mien.experiment.FacesChoice;
import dev.mien.judging.JudgingWatch;
import dev.mien.experiment.SupervisionFiles;
import dev.mien.nn.Weights;
import dev.mien.training.Callback;
import dev.mien.training.EpochResult;
import dev.mien.training.Recipes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Trains for many epochs on drawn faces and watches the process' resident memory: arguments are a new folder and the
 * number of epochs.
 */
public class Soak {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SETTLED = 5;
    private static final double LARGEST_RATIO = 1.05;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int epochs = Integer.parseInt(arguments[1]);
        if (!Files.isReadable(STATUS) || epochs <= SETTLED) {
            throw new IllegalArgumentException("needs Linux' " + STATUS + " and more than " + SETTLED + " epochs");
        }
        Experiment experiment = Experiment.prepare(new ExperimentSettings(
                Recipes.named(Recipes.SMALL).withDuration(epochs, epochs),
                new FacesChoice(Optional.empty(), OptionalInt.empty()),
                SupervisionFiles.NONE,
                SplitPlan.random(42),
                List.of(),
                folder));
        long[] resident = new long[epochs + 1];
        try (PrintStream csv = new PrintStream(folder.resolve("memory.csv").toFile())) {
            csv.println("epoch,resident_kib,peak_kib,java_heap_kib,validation_accuracy");
            experiment.run(List.of(new Sampler(resident, csv)), JudgingWatch.NONE);
        }
        double ratio = (double) resident[epochs] / resident[SETTLED];
        System.out.printf(
                Locale.ROOT,
                "resident after epoch %d: %.1f MiB, after epoch %d: %.1f MiB, ratio %.3f (at most %.2f),"
                        + " peak %.1f MiB%n",
                SETTLED,
                resident[SETTLED] / 1024.0,
                epochs,
                resident[epochs] / 1024.0,
                ratio,
                LARGEST_RATIO,
                kibibytes("VmHWM") / 1024.0);
        System.exit(ratio <= LARGEST_RATIO ? 0 : 1);
    }

    /** Writes a line after each epoch. */
    private record Sampler(long[] resident, PrintStream csv) implements Callback {
        @Override
        public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
            resident[result.epoch()] = kibibytes("VmRSS");
            csv.printf(
                    Locale.ROOT,
                    "%d,%d,%d,%d,%.4f%n",
                    result.epoch(),
                    resident[result.epoch()],
                    kibibytes("VmHWM"),
                    Runtime.getRuntime().totalMemory() / 1024,
                    result.validationAccuracy());
            csv.flush();
            return Verdict.CONTINUE;
        }
    }

    private static long kibibytes(String name) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

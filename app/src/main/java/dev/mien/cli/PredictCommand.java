package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.PrintableText;
import dev.mien.dataset.UnlabelledFaces;
import dev.mien.image.GrayImage;
import dev.mien.io.AtomicOutput;
import dev.mien.io.Csv;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgingWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts the classes of cut-out faces without labels. */
@Command(
        name = "predict",
        description = {
            "Predicts the classes of cut-out faces without labels, such as test.csv, and writes a line for each face in"
                    + " the order given.",
            "The exit code is 3 if --skip-unreadable left out pictures."
        },
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    private static final int SKIPPED = 3;

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "RUN|FILE|default|fast",
            description = "As for evaluate; the model that comes with Mien by default. Several are averaged.")
    private List<Path> models = List.of(Path.of("default"));

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE|FOLDER",
            description = "A CSV file with a column pixels, or a folder of pictures, each a cut-out face.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.csv",
            defaultValue = "predictions.csv",
            description = "${DEFAULT-VALUE} by default.")
    private Path out = Path.of("predictions.csv");

    @Option(names = "--tta", description = "Average ten views of each face.")
    private boolean tenViews;

    @Option(names = "--skip-unreadable", description = "Leave out pictures that cannot be read, and name them.")
    private boolean skipUnreadable;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private int faces;
    private int skipped;

    @Override
    public Integer call() {
        try (Judge judge = Judge.open(models, tenViews, JudgingWatch.NONE);
                AtomicOutput output = AtomicOutput.begin(out)) {
            write(output, header(judge));
            UnlabelledFaces.read(data, batch -> predict(judge, batch, output));
            output.finish();
        }
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(String.format(Locale.ROOT, "%,d faces: %s", faces, out));
        if (skipped > 0) {
            writer.println(String.format(Locale.ROOT, "%,d pictures could not be read", skipped));
        }
        writer.flush();
        return skipped > 0 ? SKIPPED : Main.DONE;
    }

    private List<String> header(Judge judge) {
        List<String> names =
                new ArrayList<>(List.of(Files.isDirectory(data) ? "file" : "row", "predicted", "confidence"));
        names.addAll(judge.labels().names());
        return names;
    }

    private void predict(Judge judge, List<UnlabelledFaces.Face> batch, AtomicOutput output) {
        List<UnlabelledFaces.Face> readable = batch.stream()
                .filter(face -> face.picture().isPresent() || !skips(face))
                .toList();
        List<GrayImage> pictures =
                readable.stream().flatMap(face -> face.picture().stream()).toList();
        double[][] scores = judge.scores(pictures);
        for (int i = 0; i < scores.length; i++) {
            write(output, cells(judge, readable.get(i).name(), scores[i]));
        }
        faces += scores.length;
    }

    /** Whether an unreadable picture is left out. */
    private boolean skips(UnlabelledFaces.Face face) {
        if (!skipUnreadable) {
            throw new InvalidInputException(
                    face.problem() + ". --skip-unreadable leaves out pictures that cannot be read");
        }
        skipped++;
        spec.commandLine().getErr().println(PrintableText.of(face.name()) + ": not read. " + face.problem());
        return true;
    }

    private static List<String> cells(Judge judge, String name, double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        List<String> cells =
                new ArrayList<>(List.of(name, judge.labels().label(best).name(), text(scores[best])));
        for (double score : scores) {
            cells.add(text(score));
        }
        return cells;
    }

    private static String text(double score) {
        return String.format(Locale.ROOT, "%.6f", score);
    }

    private static void write(AtomicOutput output, List<String> cells) {
        try {
            output.out().write(Csv.line(cells).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.mien.cli;

import dev.mien.drawing.Pngs;
import dev.mien.experiment.Comparison;
import dev.mien.experiment.ComparisonText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares runs and tests whether they differ. */
@Command(
        name = "compare",
        description = {
            "Shows history and scores of judged runs side by side and draws their curves.",
            "Tests whether each pair that judged the same rows differs by more than chance (McNemar's test, mid-p)."
        },
        sortOptions = false)
final class CompareCommand implements Runnable {
    @Parameters(paramLabel = "RUN", arity = "2..*", description = "Run folders, two or more.")
    private List<Path> runs = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.png",
            defaultValue = "comparison.png",
            description = "File for the curves; ${DEFAULT-VALUE} by default.")
    private Path out = Path.of("comparison.png");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        Comparison comparison = Comparison.of(runs);
        writer.print(ComparisonText.of(comparison));
        Pngs.write(comparison.picture(), out);
        writer.println("picture: " + out);
        writer.flush();
    }
}

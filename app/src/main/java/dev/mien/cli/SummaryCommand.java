package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.chart.ArchitectureDiagram;
import dev.mien.drawing.Pngs;
import dev.mien.io.AtomicFile;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the table of a network's layers and draws its picture. */
@Command(name = "summary", description = "Prints the table of a network's layers, and draws the network.")
final class SummaryCommand implements Runnable {
    @Option(
            names = "--architecture",
            defaultValue = "article",
            completionCandidates = RegisteredNames.OfArchitectures.class,
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private String architecture = "article";

    @Option(names = "--picture", paramLabel = "FILE.png|svg", description = "File for a drawing of the network.")
    private Optional<Path> picture = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        ModelArchitecture chosen = Architectures.named(architecture);
        PrintWriter out = spec.commandLine().getOut();
        out.print(ModelSummary.text(chosen));
        out.println(String.format(
                Locale.ROOT,
                " Work: %.3f GFLOP for a face (twice its multiplications)",
                2e-9 * chosen.multiplications()));
        picture.ifPresent(file -> {
            draw(chosen, file);
            out.println("picture: " + file);
        });
        out.flush();
    }

    private static void draw(ModelArchitecture chosen, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            AtomicFile.writeWithFolder(file, ArchitectureDiagram.svg(chosen));
        } else if (name.endsWith(".png")) {
            Pngs.write(ArchitectureDiagram.image(chosen), file);
        } else {
            throw new InvalidInputException(
                    "the picture " + file + " ends in neither .png nor .svg: give a name that ends in one of them");
        }
    }
}

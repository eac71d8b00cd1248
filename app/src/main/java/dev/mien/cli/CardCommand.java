package dev.mien.cli;

import dev.mien.experiment.RunCard;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a run's model card. */
@Command(
        name = "card",
        description = {
            "Writes a run's model card, a page of Markdown: its training, its scores in one and in ten views, by class,"
                    + " calibrated and disturbed, and the limits of its use.",
            "It judges the run's test faces, or its validation faces if it has no test faces. This takes some minutes"
                    + " for FER2013."
        },
        sortOptions = false)
final class CardCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN",
            description = "Run folder. Its data must be in place.")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.md",
            description = "File to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        RunCard.write(run, out, new JudgingDisplay(spec.commandLine().getErr()), TrainCommandText::of);
        writer.println("written: " + out);
        writer.flush();
    }
}

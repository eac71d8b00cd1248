package dev.mien.cli;

import dev.mien.experiment.Completion;
import dev.mien.experiment.Judgement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges a model on data. */
@Command(name = "evaluate", description = "Judges a trained model on data.", sortOptions = false)
final class EvaluateCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN|FILE",
            description = "Run folder, or a .safetensors file of one.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE|FOLDER",
            description = "fer2013.csv, .csv.gz, or a folder of faces; the run's own by default.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--split",
            defaultValue = "test",
            description = "test, validation, train or all. On the data of the run its own split, on other data the"
                    + " official one. ${DEFAULT-VALUE} by default.")
    private Completion.Part part = Completion.Part.TEST;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write evaluation, predictions and pictures there.")
    private Optional<Path> out = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        Judgement judgement = Completion.evaluate(model, data, part);
        Session.show(writer, judgement);
        out.ifPresent(folder -> {
            Completion.write(folder, judgement);
            writer.println("written: " + folder);
        });
        writer.flush();
    }
}

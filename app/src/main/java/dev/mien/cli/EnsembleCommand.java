package dev.mien.cli;

import dev.mien.experiment.EnsembleExport;
import dev.mien.experiment.RunExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes several models as one. */
@Command(
        name = "ensemble",
        description = {
            "Writes several runs as one ONNX file that answers with the mean of their probabilities.",
            "`evaluate --model A,B` judges the same mean. The file takes as long as all of its members."
        },
        sortOptions = false)
final class EnsembleCommand implements Runnable {
    @Parameters(
            split = ",",
            arity = "1",
            paramLabel = "RUN",
            description = "Two or more run folders, or .safetensors files of runs, separated by commas.")
    private List<Path> models = List.of();

    @Mixin
    private ExportOptions options = new ExportOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        options.run(
                (out, precision, version) -> {
                    RunExport.Result result = EnsembleExport.export(models, out, precision, version);
                    writer.println(
                            EnsembleExport.hasActivationMaps(models)
                                    ? "the file says where in a face its answers come from"
                                    : "the file has no activation maps, because not all members have maps of one size");
                    return result;
                },
                writer);
    }
}

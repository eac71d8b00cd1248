package dev.mien.cli;

import dev.mien.experiment.RunExport;
import dev.mien.model.BundledModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a model for other programs. */
@Command(
        name = "export",
        description = {
            "Writes a run's best weights as an ONNX file. Its input is grey values of 0 to 255, its output is"
                    + " probabilities. Its metadata has labels, data, scores, temperature and licence.",
            "Before the file is written, ONNX Runtime's answers are compared with libtorch's."
        },
        sortOptions = false)
final class ExportCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN|FILE|default|fast",
            description =
                    "Run folder, a .safetensors file of one, default (the model that comes with Mien), or fast (the"
                            + " same in 8 bits).")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Mixin
    private ExportOptions options = new ExportOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        BundledModel.named(model.toString())
                .ifPresentOrElse(
                        bundled -> options.copy(bundled, out),
                        () -> options.run(
                                (file, precision, version) -> RunExport.export(model, file, precision, version), out));
    }
}

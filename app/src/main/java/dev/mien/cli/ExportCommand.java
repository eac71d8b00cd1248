package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.OnnxParity;
import dev.mien.experiment.RunExport;
import dev.mien.export.WeightPrecision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
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
            paramLabel = "RUN|FILE",
            description = "Run folder, or a .safetensors file of one.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "File to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "Storage of the kernels: fp32, or fp16 at half the size. Arithmetic is in 32 bits in both"
                    + " cases. ${DEFAULT-VALUE} by default.")
    private WeightPrecision precision = WeightPrecision.FP32;

    @Option(
            names = "--model-version",
            paramLabel = "N",
            defaultValue = "1",
            description = "Version of the model in the file's metadata; ${DEFAULT-VALUE} by default.")
    private long version = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            throw new InvalidInputException("the file " + out + " does not end in .onnx: give a name that does");
        }
        if (version < 1) {
            throw new InvalidInputException("the model's version is " + version + ", expected at least 1");
        }
        RunExport.Result result = RunExport.export(model, out, precision, version);
        PrintWriter writer = spec.commandLine().getOut();
        OnnxParity parity = result.parity();
        writer.println(String.format(
                Locale.ROOT,
                "ONNX Runtime and libtorch on %,d drawn faces: the same emotion for %,d, probabilities within %.1e",
                parity.faces(),
                parity.agreements(),
                parity.largestDifference()));
        if (result.description().value("evaluation").isEmpty()) {
            writer.println("the file has no scores, because the run has none for these weights");
        }
        writer.println(String.format(Locale.ROOT, "written: %s (%,d bytes)", out, result.bytes()));
        writer.flush();
    }
}

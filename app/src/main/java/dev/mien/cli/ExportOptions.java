package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.OnnxParity;
import dev.mien.experiment.RunExport;
import dev.mien.export.WeightPrecision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where and how a model is written for other programs. */
final class ExportOptions {
    @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "Where to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "How kernels are stored: fp32, or fp16, half the size. Arithmetic is in 32 bits either way."
                    + " ${DEFAULT-VALUE} by default.")
    private WeightPrecision precision = WeightPrecision.FP32;

    @Option(
            names = "--model-version",
            paramLabel = "N",
            defaultValue = "1",
            description = "Version of the model, kept in the file; ${DEFAULT-VALUE} by default.")
    private long version = 1;

    /** Writes a model by these options. */
    @FunctionalInterface
    interface Export {
        RunExport.Result write(Path out, WeightPrecision precision, long version);
    }

    /** Checks the options, writes, and shows how near ONNX Runtime's answers are. */
    void run(Export export, PrintWriter writer) {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            throw new InvalidInputException("the file " + out + " is not .onnx: give a name that ends in it");
        }
        if (version < 1) {
            throw new InvalidInputException("the model's version is " + version + ", expected at least 1");
        }
        RunExport.Result result = export.write(out, precision, version);
        OnnxParity parity = result.parity();
        writer.println(String.format(
                Locale.ROOT,
                "ONNX Runtime and libtorch on %,d drawn faces: the same emotion for %,d, probabilities within %.1e",
                parity.faces(),
                parity.agreements(),
                parity.largestDifference()));
        if (result.description().value("evaluation").isEmpty()) {
            writer.println("the file tells no scores, since the run has none for these weights");
        }
        writer.println(String.format(Locale.ROOT, "written: %s (%,d bytes)", out, result.bytes()));
        writer.flush();
    }
}

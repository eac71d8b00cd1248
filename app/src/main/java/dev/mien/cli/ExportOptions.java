package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.OnnxParity;
import dev.mien.experiment.RunExport;
import dev.mien.export.WeightPrecision;
import dev.mien.io.AtomicFile;
import dev.mien.io.EntryChecksum;
import dev.mien.model.BundledModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options of the commands that write a model for other programs. */
final class ExportOptions {
    private static final String ONNX = "onnx";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "File to write. Its name ends in .onnx, and with export also in .keras or .h5.")
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

    /** Writes a model with these options. */
    @FunctionalInterface
    interface Export {
        RunExport.Result write(Path out, WeightPrecision precision, long version);
    }

    /** Checks the options, writes the file, and shows how close ONNX Runtime's answers are to libtorch's. */
    void run(Export export, PrintWriter writer) {
        run(ONNX, export, writer);
    }

    /** The file to write. */
    Path out() {
        return out;
    }

    /**
     * Writes a model in a form.
     *
     * @param ending of the form's files, without the dot
     */
    void run(String ending, Export export, PrintWriter writer) {
        requireName(ending);
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
            writer.println("the file has no scores, because the run has none for these weights");
        }
        writer.println(String.format(Locale.ROOT, "written: %s (%,d bytes)", out, result.bytes()));
        writer.flush();
    }

    private void requireName(String ending) {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith("." + ending)) {
            throw new InvalidInputException("--out must end in ." + ending + ", got " + out);
        }
    }

    /** Copies a model that comes with Mien, and adds a checksum. Its file has its own precision and version. */
    void copy(BundledModel model, PrintWriter writer) {
        requireName(ONNX);
        if (precision != WeightPrecision.FP32 || version != 1) {
            throw new InvalidInputException(
                    model.origin() + " is copied as it is: leave out --precision and --model-version");
        }
        byte[] bytes = EntryChecksum.sealed(model.read(ExportOptions.class.getClassLoader()));
        AtomicFile.writeWithFolder(out, file -> file.write(bytes));
        writer.println(String.format(Locale.ROOT, "written: %s (%,d bytes)", out, bytes.length));
        writer.flush();
    }
}

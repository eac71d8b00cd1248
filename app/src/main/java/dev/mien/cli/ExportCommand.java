package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.RunExport;
import dev.mien.export.WeightPrecision;
import dev.mien.keras.KerasForm;
import dev.mien.model.BundledModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a model for other programs. */
@Command(
        name = "export",
        description = {
            "Writes a run's best weights as an ONNX or Keras file. Its input is grey values of 0 to 255, its output is"
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

    /** The forms of files. */
    enum Format {
        ONNX,
        KERAS,
        H5;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--format",
            description = "onnx, keras (.keras, for Keras 3) or h5 (for Keras 2 and 3); by default that of the file's"
                    + " ending.")
    private Optional<Format> format = Optional.empty();

    @Mixin
    private ExportOptions options = new ExportOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Format chosen = format.orElseGet(this::ofEnding);
        BundledModel.named(model.toString())
                .ifPresentOrElse(bundled -> copy(bundled, chosen, out), () -> export(chosen, out));
    }

    private void copy(BundledModel bundled, Format chosen, PrintWriter out) {
        if (chosen != Format.ONNX) {
            throw new InvalidInputException(bundled.origin() + " can be copied as ONNX alone: leave out --format, and"
                    + " give --out a name that ends in .onnx");
        }
        options.copy(bundled, out);
    }

    private void export(Format chosen, PrintWriter writer) {
        options.run(
                chosen.ending(),
                (out, precision, version) -> chosen == Format.ONNX
                        ? RunExport.export(model, out, precision, version)
                        : keras(chosen, out, precision),
                writer);
    }

    private RunExport.Result keras(Format chosen, Path out, WeightPrecision precision) {
        if (precision != WeightPrecision.FP32) {
            throw new InvalidInputException("a file of Keras holds weights in 32 bits: leave out --precision");
        }
        return RunExport.keras(model, out, chosen == Format.H5 ? KerasForm.H5 : KerasForm.KERAS);
    }

    private Format ofEnding() {
        String name = options.out().toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(Format.values())
                .filter(candidate -> name.endsWith("." + candidate.ending()))
                .findFirst()
                .orElse(Format.ONNX);
    }
}

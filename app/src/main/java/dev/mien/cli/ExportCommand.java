package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.experiment.RunExport;
import dev.mien.export.WeightPrecision;
import dev.mien.keras.KerasForm;
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
            "Writes a run's best weights as an ONNX file, or as a file of Keras. Its input is grey values of 0 to 255, its output is"
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
        Format chosen = format.orElseGet(this::ofEnding);
        options.run(
                chosen.ending(),
                (out, precision, version) -> chosen == Format.ONNX
                        ? RunExport.export(model, out, precision, version)
                        : keras(chosen, out, precision),
                spec.commandLine().getOut());
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

package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Datasets;
import dev.mien.importing.KerasImport;
import dev.mien.importing.KnownLabels;
import dev.mien.importing.KnownScaling;
import dev.mien.io.AtomicFile;
import dev.mien.keras.KerasNetwork;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a model of Keras. */
@Command(
        name = "import",
        description = {
            "Reads a Keras file (.h5, .hdf5, .keras, or .weights.h5 beside a .json) and writes it as an ONNX file, as"
                    + " export does.",
            "A Keras file does not say which emotion each output means, or how the pixels are scaled. Name them with"
                    + " --labels and --scaling, or give labelled faces with --data. Mien then tries all known ones.",
            "After that, other commands take the Keras file itself as --model."
        },
        sortOptions = false)
final class ImportCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The Keras file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--labels",
            paramLabel = "NAME|a,b,c",
            description = "Emotions in the order of the outputs: fer2013, alphabetical, raf-db or another name of"
                    + " docs/keras.md, or a list.")
    private Optional<String> labels = Optional.empty();

    @Option(
            names = "--scaling",
            paramLabel = "SCALING",
            description =
                    "The pixels that the network was trained with: 0..1, -1..1, raw (0 to 255), or mean,deviation.")
    private Optional<String> scaling = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE|FOLDER",
            description = "Labelled faces, as for train. What is not named is found by the accuracy on them.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE.onnx", description = "File to write.")
    private Optional<Path> out = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        out.ifPresent(target -> {
            if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
                throw new InvalidInputException("--out must end in .onnx, got " + target);
            }
            AtomicFile.requireWritable(target);
        });
        KerasImport.Imported imported = KerasImport.of(
                file,
                new KerasImport.Request(
                        labels.map(KnownLabels::parse), scaling.map(KnownScaling::parse), data.map(Datasets::open)));
        tell(imported, spec.commandLine().getOut());
    }

    private void tell(KerasImport.Imported imported, PrintWriter writer) {
        KerasNetwork network = imported.network();
        writer.println(String.format(
                Locale.ROOT,
                "%s: %s, pictures of %dx%d in %s, %d classes",
                file,
                network.version().map(version -> "Keras " + version).orElse("Keras"),
                network.input().width(),
                network.input().height(),
                network.input().channels() == 1 ? "grey" : "colour (Mien gives it grey)",
                network.classes()));
        writer.println("labels:  " + imported.labels().words() + " (" + imported.labelsFrom() + ")");
        writer.println("scaling: " + imported.scaling().name() + " (" + imported.scalingFrom() + ")");
        out.ifPresent(target -> {
            imported.write(target);
            writer.println(String.format(Locale.ROOT, "written: %s (%,d bytes)", target, imported.file().length));
        });
        writer.println("use it:  --model " + out.orElse(file));
        writer.flush();
    }
}

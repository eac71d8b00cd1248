package dev.mien.cli;

import dev.mien.diagnosis.Diagnosis;
import dev.mien.diagnosis.DiagnosisJson;
import dev.mien.diagnosis.DiagnosisText;
import dev.mien.diagnosis.Doctor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what this build and this machine can do, and tries it. */
@Command(
        name = "doctor",
        description = {
            "Tells versions, the processor's features and the models, and tries detector and model on drawn faces.",
            "Exit code 1 if something is broken; a build without a model is not."
        },
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    /** For whom. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, or json for programs; ${DEFAULT-VALUE} by default.")
    private Format format = Format.TEXT;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An .onnx file of export's to try, in the place of the model that comes with Mien.")
    private Optional<Path> model = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnosis diagnosis = Doctor.examine(model);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format == Format.JSON
                        ? DiagnosisJson.of(diagnosis)
                        : new DiagnosisText(Boolean.getBoolean(TrainingSession.TERMINAL)).of(diagnosis));
        out.flush();
        return diagnosis.isBroken() ? Main.FAILED : Main.DONE;
    }
}

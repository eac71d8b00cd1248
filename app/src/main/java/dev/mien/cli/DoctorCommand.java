package dev.mien.cli;

import dev.mien.diagnosis.Diagnosis;
import dev.mien.diagnosis.DiagnosisJson;
import dev.mien.diagnosis.DiagnosisText;
import dev.mien.diagnosis.Doctor;
import dev.mien.importing.ImportedModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what this build and this machine can do. */
@Command(
        name = "doctor",
        description = {
            "Shows versions, the processor's features, cameras, display and models, and tries detector and model on"
                    + " drawn faces.",
            "The exit code is 1 if something is broken. A build without a model is not broken."
        },
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private FormOptions form = new FormOptions();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An .onnx file from export to check instead of the model that comes with Mien.")
    private Optional<Path> model = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnosis diagnosis = Doctor.examine(model.map(ImportedModels::usable));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                form.isJson() ? DiagnosisJson.of(diagnosis) : new DiagnosisText(Terminal.showsOutput()).of(diagnosis));
        out.flush();
        return diagnosis.isBroken() ? Main.FAILED : Main.DONE;
    }
}

package dev.mien.cli;

import dev.mien.evaluation.Calibration;
import dev.mien.experiment.Numbers;
import dev.mien.experiment.RunCalibration;
import dev.mien.judging.JudgedFaces;
import dev.mien.training.CalibrationFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits a run's temperature. */
@Command(
        name = "calibrate",
        description = {
            "Fits the temperature that calibrates a run's probabilities, on validation rows, and writes it into the run"
                    + " folder as calibration.json.",
            "A temperature that makes the calibration error greater is not kept: then it stays 1.",
            "Errors are measured on the test rows, or by cross-fitting if the data has no test rows. Copies of training"
                    + " rows are left out."
        },
        sortOptions = false)
final class CalibrateCommand implements Runnable {
    @Option(names = "--model", required = true, paramLabel = "RUN", description = "Run folder.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "FILE|FOLDER",
            description = "fer2013.csv, .csv.gz, or a folder of faces; the run's own by default.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--split",
            defaultValue = "validation",
            description = "validation, or all for data that only validates; ${DEFAULT-VALUE} by default.")
    private JudgedFaces.Part part = JudgedFaces.Part.VALIDATION;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        RunCalibration.Outcome outcome = RunCalibration.calibrate(
                model, data, part, new JudgingDisplay(spec.commandLine().getErr()));
        CalibrationFile file = outcome.tried();
        Calibration calibration = file.calibration();
        writer.println(String.format(
                Locale.ROOT,
                "temperature %s, fitted on %,d faces: %s",
                Numbers.four(calibration.temperature().value()),
                calibration.fittedRows(),
                file.fittedOn()));
        writer.println(String.format(
                Locale.ROOT,
                "measured on %,d faces: %s",
                calibration.before().diagram().n(),
                file.measuredOn()));
        writer.println(line("before", calibration.before()));
        writer.println(line("after", calibration.after()));
        if (!outcome.isBetter()) {
            writer.println("warning: this temperature makes the calibration error greater, so the temperature stays 1. "
                    + "Fit it on more validation faces");
        }
        writer.println("calibration: " + model.resolve(CalibrationFile.NAME));
        writer.println("picture: " + RunCalibration.picture(model));
        writer.flush();
    }

    private static String line(String when, Calibration.Measure measure) {
        return String.format(
                Locale.ROOT,
                "%-7s expected calibration error %s, cross-entropy %s",
                when,
                Numbers.percent(measure.expectedCalibrationError()),
                Numbers.four(measure.logLoss()));
    }
}

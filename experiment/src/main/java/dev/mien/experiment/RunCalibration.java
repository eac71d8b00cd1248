package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.chart.ReliabilityChart;
import dev.mien.drawing.Pngs;
import dev.mien.evaluation.Calibration;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.io.WriteFailedException;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.JudgingWatch;
import dev.mien.training.CalibrationFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunFolder;
import dev.mien.training.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fits the temperature of a run's best weights and keeps it in the run folder. Rows with the pixels of a training row
 * are left out of both fitting and measuring, because the model is surer of them than of new faces.
 */
public final class RunCalibration {
    /** The reliability diagram's name in a run folder. */
    private static final String PICTURE = "reliability.png";

    /** The same in the run's checksums. */
    private static final String PICTURE_IN_RUN = "plots/" + PICTURE;

    private static final Remedy USE_VALIDATION = Remedy.set(Remedy.Setting.PART, JudgedFaces.Part.VALIDATION.label());

    private RunCalibration() {}

    /**
     * What a calibration found.
     *
     * @param tried the fitted temperature with its errors
     * @param kept what the run keeps: the fitted temperature, or 1 if that one made the expected calibration error
     *     greater
     */
    public record Outcome(CalibrationFile tried, CalibrationFile kept) {
        /** Whether the run keeps the fitted temperature. */
        public boolean isBetter() {
            return tried.equals(kept);
        }
    }

    /**
     * Fits on validation rows. A temperature that makes the error greater is not kept. The errors before and after are
     * measured on the test rows, or by cross-fitting on the validation rows if the data has no test rows.
     *
     * @param data empty for the run's own
     * @param part validation, or all for data that only validates
     * @param watch gets the progress
     * @throws InvalidInputException if the part is for testing or training, or if a file of the run was damaged
     */
    public static Outcome calibrate(Path run, Optional<Path> data, JudgedFaces.Part part, JudgingWatch watch) {
        RunFolder folder = new RunFolder(run);
        requireRun(folder);
        requireFitting(part);
        try (RunLock lock = RunLock.take(folder);
                Judge judge = judgeOf(folder, watch)) {
            JudgedFaces validation =
                    JudgedFaces.choose(List.of(run), data, part).withoutCopies();
            requireStranger(validation, part);
            Predictions fitted = judge.predict(validation.faces());
            Optional<JudgedFaces> test =
                    part == JudgedFaces.Part.VALIDATION ? JudgedFaces.test(run, data) : Optional.empty();
            Calibration calibration = test.map(faces -> Calibration.of(fitted, judge.predict(faces.faces())))
                    .orElseGet(() -> Calibration.crossFitted(fitted));
            CalibrationFile file = CalibrationFile.of(
                    folder,
                    calibration,
                    validation.part() + " (" + validation.splitSource() + ")",
                    test.isPresent()
                            ? "test"
                            : validation.part() + ", cross-fitted in " + Calibration.FOLDS + " parts");
            Outcome outcome = new Outcome(file, kept(file));
            write(folder, outcome);
            return outcome;
        }
    }

    /** The same file, or one with the temperature 1, which changes nothing. */
    static CalibrationFile kept(CalibrationFile file) {
        Calibration tried = file.calibration();
        boolean worse =
                tried.after().expectedCalibrationError() > tried.before().expectedCalibrationError();
        Calibration unchanged = new Calibration(new Temperature(1), tried.fittedRows(), tried.before(), tried.before());
        return worse ? new CalibrationFile(unchanged, file.fittedOn(), file.measuredOn(), file.modelSha256()) : file;
    }

    private static Judge judgeOf(RunFolder folder, JudgingWatch watch) {
        RunChecksums.requireUnchanged(
                folder, name -> !name.equals(CalibrationFile.NAME) && !name.equals(PICTURE_IN_RUN));
        return Judge.open(List.of(folder.path()), false, watch);
    }

    /** The file of the picture. */
    public static Path picture(Path run) {
        return new RunFolder(run).plots().resolve(PICTURE);
    }

    /**
     * The old checksums stay until the new ones are written. In between they are wrong only for the calibration's own
     * two files.
     */
    private static void write(RunFolder folder, Outcome outcome) {
        CalibrationFile tried = outcome.tried();
        boolean judged = Files.exists(folder.path().resolve(RunChecksums.NAME));
        try {
            outcome.kept().write(folder);
            Pngs.write(
                    ReliabilityChart.of(
                            String.format(
                                    Locale.ROOT,
                                    outcome.isBetter()
                                            ? "Reliability before and after temperature %.3f (%s)"
                                            : "Reliability before and after temperature %.3f, not kept (%s)",
                                    tried.calibration().temperature().value(),
                                    tried.measuredOn()),
                            tried.calibration().before(),
                            tried.calibration().after()),
                    folder.plots().resolve(PICTURE));
            if (judged) {
                RunChecksums.write(folder);
            }
        } catch (WriteFailedException e) {
            throw new WriteFailedException(
                    e.problem() + ". The weights are unchanged", Remedy.to(Remedy.Action.CALIBRATE, folder.path()), e);
        }
    }

    private static void requireRun(RunFolder folder) {
        if (!Files.isRegularFile(folder.config())) {
            throw new InvalidInputException("there is no run at " + folder.path()
                    + ": expected the folder of a training run, with its config.json, to keep the temperature");
        }
    }

    private static void requireFitting(JudgedFaces.Part part) {
        if (part == JudgedFaces.Part.TEST || part == JudgedFaces.Part.TRAIN) {
            throw new InvalidInputException(
                    "a temperature fitted on the part '" + part.label() + "' would flatter the model: those rows "
                            + (part == JudgedFaces.Part.TEST ? "are for judging it" : "trained it"),
                    USE_VALIDATION);
        }
    }

    private static void requireStranger(JudgedFaces faces, JudgedFaces.Part part) {
        if (part == JudgedFaces.Part.ALL && faces.own()) {
            throw new InvalidInputException(
                    "the part 'all' of the run's own data includes the rows that trained the model and those that test"
                            + " it",
                    USE_VALIDATION);
        }
    }
}

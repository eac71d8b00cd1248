package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.testing.Fer2013Files;
import dev.mien.training.CalibrationFile;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose temperature is fitted. */
class CalibrateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aRunIsCalibratedOnValidationRowsAndMeasuredOnTestRows() throws IOException {
        Path run = TrainedRuns.copy(TrainedRuns.second(), folder.resolve("run"));
        CommandResult result = mien("calibrate", "--model", run).requireDone();
        assertThat(result.out())
                .contains("fitted on 38 faces: validation")
                .contains("measured on 42 faces: test")
                .contains("before  expected calibration error");
        JsonNode file = JsonFiles.read(run.resolve("calibration.json"));
        assertThat(file.path("temperature").asDouble()).isBetween(0.05, 20.0);
        assertThat(file.path("before").path("bins")).hasSize(15);
        assertThat(ImageIO.read(run.resolve("plots/reliability.png").toFile())).isNotNull();
        assertThat(RunChecksums.damaged(new RunFolder(run))).isEmpty();
        assertThat(Files.readString(run.resolve(RunChecksums.NAME))).contains("  calibration.json");
        CalibrationFile read = CalibrationFile.ofModel(run).orElseThrow();
        assertThat(read.calibration().temperature().value())
                .isEqualTo(file.path("temperature").asDouble());
        assertThat(read.calibration().after().expectedCalibrationError())
                .isCloseTo(file.path("after").path("expected_calibration_error").asDouble(), within(1e-12));
        Path out = folder.resolve("o");
        assertThat(mien("evaluate", "--model", run, "--out", out).out()).contains("at the run's temperature");
        assertThat(JsonFiles.read(out.resolve("evaluation.json"))
                        .path("calibrated")
                        .path("expected_calibration_error"))
                .isEqualTo(file.path("after").path("expected_calibration_error"));
    }

    @Test
    void withoutTestRowsACalibrationIsCrossFitted() throws IOException {
        Path run = TrainedRuns.copy(TrainedRuns.otherSeed(), folder.resolve("run"));
        Path data = Fer2013Files.writeOthers(folder.resolve("f.csv"), 70, i -> i < 35 ? "Training" : "PublicTest");
        CommandResult result = mien("calibrate", "--model", run, "--data", data).requireDone();
        assertThat(result.out()).contains("measured on 35 faces: validation, cross-fitted in 5 parts");
    }

    @Test
    void aDamagedOrStaleCalibrationIsNotUsed() throws IOException {
        Path copy = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("copy"));
        mien("calibrate", "--model", copy);
        String text = Files.readString(copy.resolve("calibration.json"));
        Files.copy(
                TrainedRuns.otherSeed().resolve("best.safetensors"),
                copy.resolve("best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(CalibrationFile.ofModel(copy)).isEmpty();
        Files.writeString(copy.resolve("calibration.json"), text.replace("\"format\" : 1", "\"format\" : 2"));
        CommandResult damaged = mien("evaluate", "--model", copy);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err())
                .contains(
                        "calibration.json was damaged, or changed by hand",
                        "Run './mien calibrate --model " + copy + "'");
    }

    /** The command that its message names, and those that have no use for a temperature, are not held up by it. */
    @Test
    void aDamagedCalibrationIsWrittenAnew() throws IOException {
        Path copy = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("copy"));
        mien("calibrate", "--model", copy);
        Files.writeString(copy.resolve("calibration.json"), "{}");
        String remedy = "Run './mien calibrate --model " + copy + "'";
        assertThat(mien("report", copy).err()).contains(remedy);
        assertThat(mien("train", "--resume", copy, "--epochs", 4).err()).contains(remedy);
        assertThat(mien("evaluate", "--model", copy, "--tta").code()).isZero();
        mien("calibrate", "--model", copy).requireDone();
        assertThat(mien("report", copy).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "train", "all"})
    void rowsThatTrainedOrTestFitNoTemperature(String split) {
        CommandResult result = mien("calibrate", "--model", TrainedRuns.first(), "--split", split);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Use --split validation");
    }

    @Test
    void aRunWithDamagedFilesIsNotSealedAnew() throws IOException {
        Path copy = TrainedRuns.copy(TrainedRuns.first(), folder.resolve("copy"));
        Files.writeString(copy.resolve("history.csv"), "epoch\n");
        CommandResult result = mien("calibrate", "--model", copy);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("history.csv", "'./mien report " + copy + "'");
        assertThat(copy.resolve("calibration.json")).doesNotExist();
    }
}

package dev.mien.experiment;

import dev.mien.export.WeightPrecision;
import dev.mien.io.AtomicFile;
import dev.mien.io.Sha256;
import dev.mien.io.WriteFailedException;
import dev.mien.training.CalibrationFile;
import dev.mien.training.ModelFile;
import dev.mien.training.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The exported file of a run, for programs that read pictures with a run. It is made once and kept in a folder beside
 * the run. Other weights, another calibration or another judgement give another file, which replaces it.
 */
public final class KeptExport {
    /** The folder beside the runs. */
    public static final String FOLDER = ".exports";

    private static final int DIGITS = 12;

    private KeptExport() {}

    /**
     * The exported file of a model. If the folder beside the run cannot be written, the file is a temporary one.
     *
     * @param model run folder, or a model file in one
     * @throws dev.mien.InvalidInputException if there is no model, or files of its run were damaged
     */
    public static Path of(Path model) {
        Path weights = ModelFile.file(model);
        Path run = RunFolder.ofModel(weights).path().toAbsolutePath().normalize();
        String begin = run.getFileName() + "-" + stem(weights) + "-";
        Path file = run.resolveSibling(FOLDER).resolve(begin + key(weights, run) + ".onnx");
        if (Files.isRegularFile(file)) {
            return file;
        }
        try {
            RunExport.export(model, file, WeightPrecision.FP32, 1);
        } catch (WriteFailedException e) {
            return temporary(model);
        }
        removeOthers(file, begin);
        return file;
    }

    private static String stem(Path weights) {
        return String.valueOf(weights.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** Changes with everything that an exported file tells. */
    private static String key(Path weights, Path run) {
        StringBuilder all = new StringBuilder(Sha256.of(weights));
        for (String name : List.of(CalibrationFile.NAME, JudgementFiles.EVALUATION)) {
            Path file = run.resolve(name);
            all.append(' ').append(Files.isRegularFile(file) ? Sha256.of(file) : "none");
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.US_ASCII)).substring(0, DIGITS);
    }

    private static Path temporary(Path model) {
        try {
            Path file = Files.createTempFile("mien-", ".onnx");
            file.toFile().deleteOnExit();
            RunExport.export(model, file, WeightPrecision.FP32, 1);
            return file;
        } catch (IOException e) {
            throw new WriteFailedException("cannot write a temporary file for the exported model", e);
        }
    }

    private static void removeOthers(Path file, String begin) {
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(file.getParent())) {
            for (Path other : kept) {
                String name = String.valueOf(other.getFileName());
                boolean ours = name.startsWith(begin) && name.length() == begin.length() + DIGITS + ".onnx".length();
                if (ours && !other.equals(file) && !AtomicFile.isUnfinished(other)) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            // an older export stays, and is never read
        }
    }
}

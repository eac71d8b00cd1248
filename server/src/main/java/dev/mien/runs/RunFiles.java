package dev.mien.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.InvalidInputException;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.PredictionsCsv;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The files of one run. Training writes each of them whole or not at all, so a reader never sees half of one.
 *
 * @param folder the run's folder
 */
record RunFiles(Path folder) {
    private static final String CONFIG = "config.json";
    private static final String HISTORY = "history.csv";
    private static final String EVALUATION = "evaluation.json";

    /** A run has this file from its judgement on, until it is trained further. */
    private static final String CHECKSUMS = "checksums.sha256";

    private static final String MISTAKES = "plots/mistakes.png";
    private static final long MOST_BYTES = 64 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Whether a folder holds a run. */
    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG));
    }

    /** What changes when one of the files that a summary needs changes. */
    record Stamp(long config, long history, long judgement, long newest) {}

    Stamp stamp() {
        long[] times = new long[3];
        long[] stamps = new long[3];
        String[] names = {CONFIG, HISTORY, CHECKSUMS};
        for (int i = 0; i < names.length; i++) {
            try {
                BasicFileAttributes file = Files.readAttributes(folder.resolve(names[i]), BasicFileAttributes.class);
                times[i] = file.lastModifiedTime().toMillis();
                stamps[i] = 31 * times[i] + file.size();
            } catch (IOException e) {
                stamps[i] = -1;
            }
        }
        return new Stamp(stamps[0], stamps[1], stamps[2], Math.max(times[0], Math.max(times[1], times[2])));
    }

    /** @throws InvalidInputException if it cannot be read; the text names no place */
    JsonNode config() {
        return json(CONFIG);
    }

    /** Empty as long as the run was not judged. */
    Optional<JsonNode> evaluation() {
        return isJudged() && Files.exists(folder.resolve(EVALUATION))
                ? Optional.of(json(EVALUATION))
                : Optional.empty();
    }

    /** The epochs so far; none before the first one ended. */
    RunHistory history() {
        return RunHistory.parse(Files.exists(folder.resolve(HISTORY)) ? text(HISTORY) : "");
    }

    /** What the run's model answered on the faces that judged it; empty as long as the run was not judged. */
    Optional<Predictions> predictions() {
        Path file = folder.resolve(PredictionsCsv.NAME);
        try {
            return isJudged() && Files.exists(file) ? Optional.of(PredictionsCsv.read(file)) : Optional.empty();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(PredictionsCsv.NAME + " is damaged", e);
        }
    }

    private boolean isJudged() {
        return Files.exists(folder.resolve(CHECKSUMS));
    }

    /** The picture of the surest mistakes as a PNG file. */
    Optional<byte[]> mistakes() {
        Path file = folder.resolve(MISTAKES);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonNode json(String name) {
        try {
            JsonNode tree = MAPPER.readTree(text(name));
            if (!tree.isObject()) {
                throw new InvalidInputException(name + " holds no object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(name + " holds no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private String text(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInputException(name + " has more than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException(name + " cannot be read: " + FailureReason.of(e), e);
        }
    }
}

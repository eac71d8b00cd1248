package dev.mien.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.PairedTest;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.ReliabilityDiagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** One run with all that its files say. */
public final class RunDetails {
    private static final int MISTAKES = 24;

    private final RunSummary summary;
    private final RunFiles files;

    RunDetails(RunSummary summary, RunFiles files) {
        this.summary = summary;
        this.files = files;
    }

    /** What a list says about the run. */
    public RunSummary summary() {
        return summary;
    }

    /**
     * The summary, all epochs, the configuration without the server's folders, and what judged the run: scores,
     * confusion matrix, reliability and the surest mistakes.
     *
     * @throws InvalidInputException if a file cannot be read; the text names the file, not its place
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = summary.fields();
        fields.put("history", files.history().epochs());
        fields.put("config", Places.without(files.config()));
        files.evaluation().ifPresent(judged -> fields.put("evaluation", Places.without(judged)));
        predictions().ifPresent(answers -> {
            fields.put("matrix", matrix(answers));
            fields.put("reliability", reliability(answers));
            fields.put("mistakes", mistakes(answers));
        });
        fields.put("mistakes_picture", files.mistakes().isPresent());
        return fields;
    }

    /** The picture of the surest mistakes as a PNG file; empty as long as there is none. */
    public Optional<byte[]> mistakesPicture() {
        return files.mistakes();
    }

    /**
     * The difference to another run: what their configurations set apart, and McNemar's test where both judged the same
     * faces ({@link PairedTest}).
     *
     * @throws InvalidInputException if a file cannot be read
     */
    public Map<String, Object> comparedWith(RunDetails other) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", List.of(summary.fields(), other.summary.fields()));
        fields.put(
                "histories",
                List.of(files.history().epochs(), other.files.history().epochs()));
        fields.put("differences", differences(files.config(), other.files.config()));
        putTest(fields, other);
        return fields;
    }

    private void putTest(Map<String, Object> fields, RunDetails other) {
        Optional<Predictions> first = predictions();
        Optional<Predictions> second = other.predictions();
        if (first.isEmpty() || second.isEmpty()) {
            fields.put("untested", "a run was not judged yet");
        } else if (!data().equals(other.data()) || !first.get().sameSamples(second.get())) {
            fields.put("untested", "the runs were judged on different faces");
        } else {
            fields.put("test", test(PairedTest.of(first.get(), second.get())));
        }
    }

    private String data() {
        return files.config().path("data").path("sha256").asText("");
    }

    private Optional<Predictions> predictions() {
        return files.predictions().map(Predictions::sortedByRow);
    }

    private static Map<String, Object> matrix(Predictions answers) {
        Map<String, Object> matrix = new LinkedHashMap<>();
        matrix.put("labels", answers.labels().names());
        matrix.put("counts", ConfusionMatrix.of(answers).counts());
        return matrix;
    }

    private static Map<String, Object> reliability(Predictions answers) {
        ReliabilityDiagram diagram = ReliabilityDiagram.of(answers);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("expected_calibration_error", diagram.expectedCalibrationError());
        fields.put("bins", diagram.bins());
        return fields;
    }

    private static List<Map<String, Object>> mistakes(Predictions answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> !answers.isCorrect(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -answers.confidence(i)))
                .limit(MISTAKES)
                .map(i -> mistake(answers, i))
                .toList();
    }

    private static Map<String, Object> mistake(Predictions answers, int i) {
        Map<String, Object> mistake = new LinkedHashMap<>();
        mistake.put("row", answers.row(i));
        mistake.put("truth", answers.labels().label(answers.truth(i)).name());
        mistake.put("predicted", answers.labels().label(answers.predicted(i)).name());
        mistake.put("confidence", answers.confidence(i));
        return mistake;
    }

    private static List<Map<String, String>> differences(JsonNode first, JsonNode second) {
        Map<String, String> left = Places.flat(Places.without(first));
        Map<String, String> right = Places.flat(Places.without(second));
        TreeSet<String> places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        List<Map<String, String>> differences = new ArrayList<>();
        for (String place : places) {
            String one = left.getOrDefault(place, "");
            String other = right.getOrDefault(place, "");
            if (!one.equals(other)) {
                Map<String, String> difference = new LinkedHashMap<>();
                difference.put("setting", place);
                difference.put("first", one);
                difference.put("second", other);
                differences.add(difference);
            }
        }
        return differences;
    }

    private static Map<String, Object> test(PairedTest test) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("faces", test.n());
        fields.put("difference", test.difference());
        fields.put("only_first_right", test.onlyFirst());
        fields.put("only_second_right", test.onlySecond());
        fields.put("mid_p", test.midP());
        fields.put("exact_p", test.exactP());
        fields.put("significant", test.differs());
        return fields;
    }
}

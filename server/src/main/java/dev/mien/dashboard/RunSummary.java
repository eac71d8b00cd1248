package dev.mien.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a list says about a run. {@link #fields()} has it as JSON.
 *
 * @param id the run's name in addresses: letters, digits, dots, hyphens and underscores
 * @param state how far it is
 * @param changed when its files were written last
 * @param facts the other fields, by name
 */
public record RunSummary(String id, RunState state, Instant changed, Map<String, Object> facts) {
    /** A run that writes nothing for this long, or for three of its epochs, has stopped. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private static final int EPOCHS_OF_QUIET = 3;
    private static final String TRAINING = "training";

    /** Copies. */
    public RunSummary {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The whole summary, in the order in which answers have it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("state", state.label());
        fields.put("changed", changed.toString());
        fields.putAll(facts);
        return fields;
    }

    /** What the files say, whatever the time is. */
    record Contents(Map<String, Object> facts, boolean readable, boolean complete, long epochMilliseconds) {
        static Contents read(String name, RunFiles files) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", name);
            try {
                JsonNode config = files.config();
                putSetup(facts, config);
                RunHistory history = files.history();
                putEpochs(facts, history);
                Optional<JsonNode> evaluation = files.evaluation();
                evaluation.ifPresent(judged -> putScore(facts, judged));
                int planned =
                        config.path(TRAINING).path("duration").path("epochs").asInt();
                boolean complete = evaluation.isPresent()
                        || planned > 0 && history.epochs().size() >= planned;
                return new Contents(facts, true, complete, history.lastMilliseconds());
            } catch (InvalidInputException e) {
                facts.put("problem", String.valueOf(e.getMessage()));
                return new Contents(facts, false, false, 0);
            }
        }

        RunSummary at(Instant now, String id, Instant changed) {
            long quiet = Math.max(QUIET.toMillis(), EPOCHS_OF_QUIET * epochMilliseconds);
            boolean recent = changed.plusMillis(quiet).isAfter(now);
            RunState unfinished = recent ? RunState.RUNNING : RunState.STOPPED;
            RunState state = readable ? complete ? RunState.DONE : unfinished : RunState.UNREADABLE;
            return new RunSummary(id, state, changed, facts);
        }
    }

    private static void putSetup(Map<String, Object> facts, JsonNode config) {
        JsonNode training = config.path(TRAINING);
        facts.put("recipe", training.path("recipe").asText(""));
        facts.put("architecture", training.path("architecture").asText(""));
        facts.put("seed", training.path("computation").path("seed").asLong());
        facts.put("data", Places.lastName(config.path("data").path("source").asText("")));
        facts.put("faces", config.path("data").path("rows").asInt());
        facts.put("epochs_planned", training.path("duration").path("epochs").asInt());
    }

    private static void putEpochs(Map<String, Object> facts, RunHistory history) {
        facts.put("epochs_done", history.epochs().size());
        history.last().ifPresent(last -> facts.put("last", last));
        history.best().ifPresent(best -> facts.put("best", best));
    }

    private static void putScore(Map<String, Object> facts, JsonNode evaluation) {
        Map<String, Object> score = new LinkedHashMap<>();
        score.put("split", evaluation.path("split").asText(""));
        score.put("faces", evaluation.path("n").asInt());
        score.put("accuracy", evaluation.path("accuracy").asDouble());
        score.put("loss", evaluation.path("loss").asDouble());
        score.put("macro_f1", evaluation.path("macro_f1").asDouble());
        facts.put("test", score);
    }
}

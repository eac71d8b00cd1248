package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.runs.RunDetails;
import dev.mien.runs.RunShelf;
import dev.mien.runs.RunSummary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The routes that show training runs. */
final class RunRoutes implements AutoCloseable {
    static final Set<String> FOR_COMPARISONS = Set.of("runs");
    static final Set<String> FOR_EVENTS = Set.of("topics");
    private static final String TOPIC = "runs";

    private final Optional<RunShelf> shelf;
    private final Optional<RunEvents> events;

    /** @param shelf the runs; empty if the server shows none */
    RunRoutes(Optional<RunShelf> shelf) {
        this.shelf = shelf;
        events = shelf.map(RunEvents::new);
    }

    Answer list(Call call) {
        return answer(() ->
                Map.of("runs", shelf().list().stream().map(RunSummary::fields).toList()));
    }

    Answer run(Call call) {
        return answer(() -> named(call.variable()).fields());
    }

    Answer mistakes(Call call) {
        return named(call.variable())
                .mistakesPicture()
                .map(png -> Answer.of("image/png", png))
                .orElseThrow(() -> new Problem(404, "no-such-picture", "this run has no picture of its mistakes yet"));
    }

    Answer comparison(Call call) {
        String[] ids = call.parameter("runs").orElse("").split(",", -1);
        if (ids.length != 2) {
            throw new Problem(400, "invalid-parameter", "the parameter runs names two runs: runs=A,B");
        }
        return answer(() -> named(ids[0]).comparedWith(named(ids[1])));
    }

    Answer events(Call call) {
        String topics = call.parameter("topics").orElse(TOPIC);
        if (!topics.equals(TOPIC)) {
            throw new Problem(400, "invalid-parameter", "the parameter topics names what to tell of: topics=" + TOPIC);
        }
        shelf();
        return events.orElseThrow().subscribe();
    }

    private RunShelf shelf() {
        return shelf.orElseThrow(() ->
                new Problem(404, "no-runs", "this server shows no training runs: its operator names their folder"));
    }

    private RunDetails named(String id) {
        Optional<RunDetails> run = shelf().run(id);
        return run.orElseThrow(
                () -> new Problem(404, "no-such-run", "there is no run '" + id + "': /v1/runs lists them"));
    }

    /** A file that cannot be read is neither the caller's mistake nor the server's: the run is damaged. */
    private static Answer answer(Supplier<Map<String, Object>> fields) {
        try {
            return Answer.json(200, fields.get());
        } catch (InvalidInputException e) {
            throw new Problem(422, "unreadable-run", "a file of the run is damaged: " + e.getMessage());
        }
    }

    /** Ends the streams of events. */
    @Override
    public void close() {
        events.ifPresent(RunEvents::close);
    }
}

package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.InvalidInputException;
import dev.mien.dashboard.RunShelf;
import dev.mien.dashboard.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells streams which training runs have changed. A stream gets all runs at first, and then those that changed. */
final class RunEvents implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RunShelf shelf;
    private final Watch<Follower> watch = new Watch<>("mien-run-events", this::look);

    RunEvents(RunShelf shelf) {
        this.shelf = shelf;
    }

    private static final class Follower implements Watch.Listener {
        private final EventStream stream;
        private Map<String, Map<String, Object>> told = Map.of();
        private boolean begun;

        Follower(EventStream stream) {
            this.stream = stream;
        }

        @Override
        public EventStream stream() {
            return stream;
        }

        boolean tell(Map<String, Map<String, Object>> current) {
            List<Map<String, Object>> changed = current.entrySet().stream()
                    .filter(run -> !run.getValue().equals(told.get(run.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
            List<String> gone = told.keySet().stream()
                    .filter(id -> !current.containsKey(id))
                    .toList();
            told = current;
            boolean news = !begun || !changed.isEmpty() || !gone.isEmpty();
            begun = true;
            if (news) {
                stream.send("runs", json(changed, gone));
            }
            return news;
        }
    }

    /** An answer that tells of the runs from now on. */
    Answer subscribe() {
        watch.requireRoom();
        return Answer.events(stream -> {
            Follower follower = new Follower(stream);
            follower.tell(current());
            watch.add(follower);
        });
    }

    private boolean look(List<Follower> followers) {
        Map<String, Map<String, Object>> current;
        try {
            current = current();
        } catch (InvalidInputException e) {
            // the folder is away for now, and the next look may find it again
            return false;
        }
        boolean changed = false;
        for (Follower follower : followers) {
            changed |= follower.tell(current);
        }
        return changed;
    }

    private Map<String, Map<String, Object>> current() {
        Map<String, Map<String, Object>> current = new LinkedHashMap<>();
        for (RunSummary run : shelf.list()) {
            current.put(run.id(), run.fields());
        }
        return current;
    }

    private static String json(List<Map<String, Object>> changed, List<String> gone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("runs", changed);
        fields.put("gone", gone);
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}

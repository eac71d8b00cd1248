package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.InvalidInputException;
import dev.mien.runs.RunShelf;
import dev.mien.runs.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells streams which training runs have changed. One thread looks at the folder, once a second, as long as somebody
 * listens. A stream gets all runs at first, and then those that changed.
 */
final class RunEvents implements AutoCloseable {
    /** Streams that may be open at the same time. */
    static final int MOST = 100;

    private static final int BEAT_SECONDS = 10;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RunShelf shelf;
    private final List<EventStream> streams = new ArrayList<>();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mien-run-events");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, Map<String, Object>> told = Map.of();
    private int seconds;

    RunEvents(RunShelf shelf) {
        this.shelf = shelf;
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** An answer that tells of the runs from now on. */
    synchronized Answer subscribe() {
        if (streams.size() >= MOST) {
            throw new Problem(
                    503,
                    "too-many-streams",
                    MOST + " streams of events are open, the most that are served",
                    Map.of("Retry-After", "10"));
        }
        return Answer.events(this::add);
    }

    private synchronized void add(EventStream stream) {
        told = current();
        streams.add(stream);
        stream.send("runs", json(new ArrayList<>(told.values()), List.of()));
    }

    private synchronized void look() {
        streams.removeIf(EventStream::isClosed);
        if (streams.isEmpty()) {
            return;
        }
        try {
            tell(current());
        } catch (InvalidInputException e) {
            // the folder is away for now, and the next look may find it again
            streams.forEach(EventStream::beat);
        }
    }

    private void tell(Map<String, Map<String, Object>> current) {
        List<Map<String, Object>> changed = current.entrySet().stream()
                .filter(run -> !run.getValue().equals(told.get(run.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        List<String> gone =
                told.keySet().stream().filter(id -> !current.containsKey(id)).toList();
        told = current;
        seconds = (seconds + 1) % BEAT_SECONDS;
        if (!changed.isEmpty() || !gone.isEmpty()) {
            String data = json(changed, gone);
            streams.forEach(stream -> stream.send("runs", data));
        } else if (seconds == 0) {
            streams.forEach(EventStream::beat);
        }
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
        clock.shutdownNow();
        List<EventStream> open;
        synchronized (this) {
            open = List.copyOf(streams);
            streams.clear();
        }
        open.forEach(EventStream::close);
    }
}

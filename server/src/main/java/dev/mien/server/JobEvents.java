package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.service.VideoJob;
import java.util.List;
import java.util.Map;

/** Tells streams how far their jobs are, once a second while it changes. A stream ends with its job. */
final class JobEvents implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Watch<Follower> watch = new Watch<>("mien-job-events", JobEvents::look);

    private static final class Follower implements Watch.Listener {
        private final VideoJob job;
        private final EventStream stream;
        private Map<String, Object> told = Map.of();

        Follower(VideoJob job, EventStream stream) {
            this.job = job;
            this.stream = stream;
        }

        @Override
        public EventStream stream() {
            return stream;
        }

        boolean tell() {
            boolean end = job.progress().state().isEnd();
            Map<String, Object> fields = JobFields.of(job);
            boolean changed = !fields.equals(told);
            if (changed) {
                stream.send("job", json(fields));
                told = fields;
            }
            if (end) {
                stream.close();
            }
            return changed;
        }
    }

    /** An answer that tells of a job from now to its end. */
    Answer subscribe(VideoJob job) {
        watch.requireRoom();
        return Answer.events(stream -> {
            Follower follower = new Follower(job, stream);
            follower.tell();
            watch.add(follower);
        });
    }

    private static boolean look(List<Follower> followers) {
        boolean changed = false;
        for (Follower follower : followers) {
            changed |= follower.tell();
        }
        return changed;
    }

    private static String json(Map<String, Object> fields) {
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

package dev.mien.server;

import dev.mien.service.VideoJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What the server tells about a job. */
final class JobFields {
    private JobFields() {}

    static Map<String, Object> of(VideoJob job) {
        VideoJob.Progress progress = job.progress();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id());
        fields.put("state", progress.state().label());
        fields.put("frames", progress.frames());
        put(fields, "share", progress.share(), 1e4);
        put(fields, "seconds_left", progress.secondsLeft(), 10);
        progress.problem().ifPresent(problem -> fields.put("problem", problem));
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, OptionalDouble value, double digits) {
        value.ifPresent(number -> fields.put(name, Math.round(number * digits) / digits));
    }
}

package dev.mien.server;

import dev.mien.batch.PictureAnswer;
import dev.mien.service.Admission;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The server's metrics in the form of Prometheus. They do not count emotions. */
final class Meters {
    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final int PAGE = 4096;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Registers what can be read at any time. */
    Meters(Admission admission, Models models) {
        Gauge.builder("mien.requests.running", admission, Admission::running)
                .description("Requests whose photos are being read")
                .register(registry);
        Gauge.builder("mien.requests.waiting", admission, Admission::waiting)
                .description("Requests that wait for their turn")
                .register(registry);
        Gauge.builder("process.resident.memory.bytes", Meters::residentMemory)
                .description("Resident memory of the process")
                .register(registry);
        models.all()
                .forEach(model -> Gauge.builder("mien.model", () -> 1)
                        .description("The models that the server answers with")
                        .tag("name", model.name())
                        .tag("sha256", model.sha256())
                        .register(registry));
    }

    /** Bytes that the process has in memory; 0 if the system does not tell. */
    private static double residentMemory() {
        try {
            return Double.parseDouble(Files.readString(MEMORY).split(" ", -1)[1]) * PAGE;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Counts an answered request. */
    void request(String method, String route, int status, long nanoseconds, Map<String, Double> stages) {
        registry.timer("mien.requests", "method", method, "route", route, "status", Integer.toString(status))
                .record(Duration.ofNanos(nanoseconds));
        stages.forEach((stage, seconds) ->
                registry.timer("mien.stage", "stage", stage).record(Duration.ofNanos((long) (seconds * 1e9))));
    }

    /** Counts a refused request. */
    void rejection(String reason) {
        registry.counter("mien.rejections", "reason", reason).increment();
    }

    /** Counts a photo and its faces. */
    void photo(PictureAnswer answer) {
        registry.counter("mien.photos", "read", Boolean.toString(answer.wasRead()))
                .increment();
        registry.counter("mien.faces").increment(answer.faces().size());
    }

    /** All metrics as text. */
    String text() {
        return registry.scrape();
    }
}

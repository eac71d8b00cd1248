package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.runs.WrittenRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static MienServer server;

    @BeforeAll
    static void start() {
        Path run = WrittenRuns.begun(folder.resolve("first"), "x", 0.001);
        WrittenRuns.epochs(run, 2);
        WrittenRuns.judged(run, true, true, false, true);
        WrittenRuns.judged(WrittenRuns.begun(folder.resolve("second"), "x", 0.01), true, false, false, true);
        WrittenRuns.write(folder.resolve("damaged/config.json"), "[");
        server = MienServer.start(
                new ServerOptions(ServerAccess.local(0), List.of("fast"), ServerLimits.usual()).withRuns(folder),
                line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void runsAreListedAndDescribed() throws Exception {
        assertThat(json("v1/runs").path("runs").findValuesAsText("id")).contains("first", "second", "damaged");
        JsonNode run = json("v1/runs/first");
        assertThat(run.path("history")).hasSize(2);
        assertThat(run.path("matrix").path("counts").path(0).path(0).intValue()).isEqualTo(3);
        assertThat(run.path("reliability").path("bins")).hasSize(15);
        assertThat(run.path("reliability")
                        .path("bins")
                        .path(14)
                        .path("confidence")
                        .isNumber())
                .isTrue();
        HttpResponse<String> picture = get("v1/runs/first/mistakes.png");
        assertThat(picture.body()).isEqualTo("a picture");
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
    }

    @Test
    void runsAreCompared() throws Exception {
        JsonNode comparison = json("v1/compare?runs=first,second");
        assertThat(comparison.path("test").path("only_first_right").intValue()).isEqualTo(1);
        assertThat(comparison.path("differences")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/runs/none", "v1/runs/damaged/mistakes.png", "v1/compare?runs=a,first"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void otherProblemsHaveTheirStatus() throws Exception {
        assertThat(get("v1/runs/damaged").statusCode()).isEqualTo(422);
        assertThat(get("v1/compare").statusCode()).isEqualTo(400);
        assertThat(get("v1/events?topics=weather").statusCode()).isEqualTo(400);
        assertThat(get("v1/runs/damaged").body()).doesNotContain(folder.toString());
    }

    @Test
    void eventsTellWhichRunsChangeAndEndWithTheServer() throws Exception {
        try (MienServer other = MienServer.start(
                        new ServerOptions(ServerAccess.local(0), List.of("fast"), ServerLimits.usual())
                                .withRuns(folder),
                        line -> {});
                BufferedReader events = events(other)) {
            assertThat(next(events).path("runs")).hasSizeGreaterThanOrEqualTo(3);
            Path run = WrittenRuns.begun(folder.resolve("growing"), "x", 0.001);
            assertThat(next(events).path("runs").findValuesAsText("id")).containsExactly("growing");
            WrittenRuns.epochs(run, 1);
            assertThat(next(events).path("runs").path(0).path("epochs_done").intValue())
                    .isEqualTo(1);
            java.nio.file.Files.delete(run.resolve("config.json"));
            assertThat(next(events).path("gone").path(0).textValue()).isEqualTo("growing");
            assertThat(other.drain()).isTrue();
            assertThat(events.lines().filter(line -> line.startsWith("data"))).isEmpty();
        }
    }

    private static BufferedReader events(MienServer server) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("v1/events?topics=runs"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data: ")) {
                return JSON.readTree(line.substring("data: ".length()));
            }
        }
        throw new IOException("the stream has ended");
    }

    @Test
    void aServerWithoutAFolderShowsNoRuns() throws Exception {
        try (MienServer other = MienServer.start(
                new ServerOptions(ServerAccess.local(0), List.of("fast"), ServerLimits.usual()), line -> {})) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(other.address().resolve("v1/runs")).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("no-runs");
        }
    }
}

package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import dev.mien.service.VideoJobs;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideoRoutesTest {
    private static final int FRAMES = 5;
    private static final int MOST = 1 << 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static MienServer server;
    private static byte[] film;

    @BeforeAll
    static void start() throws IOException {
        BufferedImage face = ImageIO.read(new ByteArrayInputStream(DrawnPhotos.png(Emotion.HAPPY)));
        Path file = folder.resolve("film.mp4");
        VideoFormat format = new VideoFormat(face.getWidth() & ~1, face.getHeight() & ~1, 10, Optional.empty());
        try (VideoWriter writer = VideoWriter.create(file, format)) {
            for (int i = 0; i < FRAMES; i++) {
                BufferedImage frame = new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_3BYTE_BGR);
                frame.createGraphics().drawImage(face, 0, 0, null);
                writer.write(frame, i / 10.0);
            }
            writer.finish();
        }
        film = Files.readAllBytes(file);
        VideoJobs.Limits limits = new VideoJobs.Limits(2, MOST, Duration.ofMinutes(1), Duration.ofHours(1));
        server = MienServer.start(
                new ServerOptions(
                        ServerAccess.local(0),
                        List.of("fast"),
                        ServerLimits.usual().withVideos(limits)),
                line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String query, String type, byte[] video) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve("v1/videos" + query))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(video))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static URI accepted(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        URI job = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        assertThat(job.getPath())
                .isEqualTo("/v1/jobs/" + JSON.readTree(answer.body()).path("id").textValue());
        return job;
    }

    private static JsonNode ended(URI job) throws Exception {
        for (JsonNode state = JSON.readTree(get(job).body()); ; state = JSON.readTree(get(job).body())) {
            if (List.of("done", "failed").contains(state.path("state").textValue())) {
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void aVideoIsReadAndDeleted() throws Exception {
        URI job = accepted(send("?annotated=true&every=2", "video/mp4", film));
        assertThat(ended(job).path("frames").intValue()).isEqualTo(FRAMES);
        JsonNode answer = JSON.readTree(get(URI.create(job + "/result")).body());
        assertThat(answer.path("file").textValue()).isEqualTo("-");
        assertThat(answer.path("frames")).hasSize(FRAMES);
        assertThat(answer.path("frames")
                        .path(0)
                        .path("faces")
                        .path(0)
                        .path("emotion")
                        .textValue())
                .isNotBlank();
        HttpResponse<byte[]> marked = CLIENT.send(
                HttpRequest.newBuilder(URI.create(job + "/annotated.mp4")).build(), BodyHandlers.ofByteArray());
        assertThat(marked.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(marked.body()).hasSizeGreaterThan(1000);
        assertThat(get(URI.create(job + "/timeline.png")).statusCode()).isEqualTo(200);
        HttpRequest delete = HttpRequest.newBuilder(job).DELETE().build();
        assertThat(CLIENT.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertThat(get(job).statusCode()).isEqualTo(404);
    }

    @Test
    void eventsFollowAJobToItsEnd() throws Exception {
        URI job = accepted(send("?format=csv&per=second", "application/octet-stream", film));
        List<String> events = get(URI.create(job + "/events"))
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .toList();
        assertThat(JSON.readTree(events.get(events.size() - 1).substring(6))
                        .path("state")
                        .textValue())
                .isEqualTo("done");
        HttpResponse<String> result = get(URI.create(job + "/result"));
        assertThat(result.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(result.body().lines()).hasSize(2);
    }

    @Test
    void problemsHaveTheirStatus() throws Exception {
        assertThat(send("?every=0", "video/mp4", film).statusCode()).isEqualTo(400);
        assertThat(send("?format=text", "video/mp4", film).statusCode()).isEqualTo(400);
        assertThat(send("?model=none", "video/mp4", film).statusCode()).isEqualTo(404);
        assertThat(send("", "image/png", film).statusCode()).isEqualTo(415);
        assertThat(send("", "video/mp4", new byte[MOST + 1]).statusCode()).isEqualTo(413);
        URI job = accepted(send("", "video/mp4", "no video".getBytes()));
        assertThat(ended(job).path("problem").textValue()).contains("the video");
        assertThat(get(URI.create(job + "/result")).statusCode()).isEqualTo(422);
        assertThat(get(URI.create(job + "/annotated.mp4")).statusCode()).isEqualTo(404);
        assertThat(get(server.address().resolve("v1/jobs/none")).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsCutLeavesNoJob() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (java.net.Socket socket =
                    new java.net.Socket("127.0.0.1", server.address().getPort())) {
                socket.getOutputStream()
                        .write(("POST /v1/videos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: video/mp4\r\n"
                                        + "Content-Length: 1000\r\n\r\nabc")
                                .getBytes());
            }
        }
        URI job = accepted(retried());
        assertThat(ended(job).path("state").textValue()).isEqualTo("done");
    }

    /** The places of the cut bodies are free soon after. */
    private static HttpResponse<String> retried() throws Exception {
        HttpResponse<String> answer = send("", "video/mp4", film);
        while (answer.statusCode() == 503) {
            TimeUnit.MILLISECONDS.sleep(20);
            answer = send("", "video/mp4", film);
        }
        return answer;
    }
}

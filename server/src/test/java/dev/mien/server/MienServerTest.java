package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MienServerTest {
    private static final byte[] PHOTO = DrawnPhotos.png(Emotion.NEUTRAL);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
    private static MienServer server;

    @BeforeAll
    static void start() {
        server = MienServer.start(
                new ServerOptions(ServerAccess.local(0), List.of("default"), ServerLimits.usual()), LOG::add);
    }

    @AfterAll
    static void stop() {
        assertThat(server.drain()).isTrue();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private static HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                to(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void requireProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("code").textValue()).isEqualTo(code);
        assertThat(problem.path("detail").textValue()).isNotBlank();
        assertThat(problem.path("title").textValue()).isNotBlank();
        assertThat(problem.path("request_id").textValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    /** Sends bytes as they are, and reads until the server closes. */
    private static String raw(String text) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aPhotoIsRead() throws Exception {
        HttpResponse<String> answer = post("v1/recognize", "image/png", PHOTO);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.path("version").intValue()).isEqualTo(2);
        assertThat(json.path("file").textValue()).isEqualTo("-");
        assertThat(json.path("faces")).hasSize(1);
        assertThat(answer.headers().firstValue("Server-Timing").orElseThrow()).contains("wait;dur=", "recognize;dur=");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void eachFormOfARequestGivesTheSameAnswer() throws Exception {
        String expected = post("v1/recognize", "image/png", PHOTO).body();
        String base64 = Base64.getEncoder().encodeToString(PHOTO);
        assertThat(post("v1/recognize", "application/octet-stream", PHOTO).body())
                .isEqualTo(expected);
        assertThat(post("v1/recognize", "application/json", bytes("{\"image\": \"" + base64 + "\"}"))
                        .body())
                .isEqualTo(expected);
        assertThat(post(
                                "v1/recognize",
                                "application/json",
                                bytes("{\"image\": \"data:image/png;base64," + base64 + "\"}"))
                        .body())
                .isEqualTo(expected);
        HttpResponse<String> form = post("v1/recognize", "multipart/form-data; boundary=xyz", form("anna.png"));
        assertThat(form.body()).isEqualTo(expected.replace("\"-\"", "\"anna.png\""));
    }

    @Test
    void severalPhotosGiveAnArrayInWhichABadOneCarriesItsError() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(PHOTO);
        HttpResponse<String> answer =
                post("v1/recognize", "application/json", bytes("{\"images\": [\"" + base64 + "\", \"AAAA\"]}"));
        JsonNode json = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json).hasSize(2);
        assertThat(json.path(0).path("faces")).hasSize(1);
        assertThat(json.path(1).path("error").textValue()).contains("not an image");
        JsonNode files = JSON.readTree(post("v1/recognize", "multipart/form-data; boundary=xyz", form("a.png", "b.png"))
                .body());
        assertThat(files).extracting(one -> one.path("file").textValue()).containsExactly("a.png", "b.png");
    }

    @Test
    void theFormOfTheAnswerIsChosenByAccept() throws Exception {
        assertThat(post("v1/recognize", "image/png", PHOTO, "Accept", "text/csv")
                        .body())
                .startsWith("file,face,x,y,");
        HttpResponse<String> lines = post("v1/recognize", "image/png", PHOTO, "Accept", "application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(1);
        assertThat(post("v1/recognize", "image/png", PHOTO, "Accept", "image/png;q=0.5, text/csv;q=0.9")
                        .body())
                .startsWith("file,face");
        requireProblem(post("v1/recognize", "image/png", PHOTO, "Accept", "audio/ogg"), 406, "not-acceptable");
        for (String type : List.of("image/png", "image/jpeg")) {
            HttpResponse<byte[]> picture = CLIENT.send(
                    to("v1/recognize")
                            .header("Content-Type", "image/png")
                            .header("Accept", type)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(picture.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture.body()))
                            .getWidth())
                    .isGreaterThanOrEqualTo(480);
        }
    }

    @Test
    void optionsOfTheQueryCount() throws Exception {
        assertThat(JSON.readTree(post("v1/recognize?min_face=200", "image/png", PHOTO)
                                .body())
                        .path("faces"))
                .isEmpty();
        assertThat(JSON.readTree(post("v1/recognize?max_faces=1&unsure_below=1", "image/png", PHOTO)
                                .body())
                        .path("faces")
                        .path(0)
                        .path("unsure")
                        .booleanValue())
                .isTrue();
        String whole = post("v1/recognize?detect=false", "image/png", PHOTO).body();
        assertThat(JSON.readTree(whole)
                        .path("faces")
                        .path(0)
                        .path("box")
                        .path("width")
                        .doubleValue())
                .isEqualTo(256);
        assertThat(post("v1/faces", "image/png", PHOTO).body()).isEqualTo(whole);
        assertThat(post("v1/recognize?explain=1", "image/png", PHOTO).body()).contains("PNG");
        requireProblem(post("v1/recognize?explain=2", "image/png", PHOTO), 422, "unreadable-photo");
    }

    @ParameterizedTest
    @CsvSource({
        "?min_face=1, invalid-parameter",
        "?min_face=x, invalid-parameter",
        "?min_face=NaN, invalid-parameter",
        "?max_faces=0, invalid-parameter",
        "?unsure_below=2, invalid-parameter",
        "?detect=yes, invalid-parameter",
        "?explain=0, invalid-parameter",
        "?token=secret, unknown-parameter",
        "?min_face=30&min_face=40, repeated-parameter",
        "?min_face=%ff, invalid-address"
    })
    void aWrongQueryIsRefused(String query, String code) throws Exception {
        requireProblem(post("v1/recognize" + query, "image/png", PHOTO), 400, code);
    }

    @Test
    void aPhotoThatCannotBeReadSaysWhy() throws Exception {
        HttpResponse<String> cut = post("v1/recognize", "image/png", Arrays.copyOf(PHOTO, PHOTO.length / 2));
        requireProblem(cut, 422, "unreadable-photo");
        assertThat(cut.body()).contains("the picture is cut off");
        requireProblem(post("v1/recognize", "image/png", new byte[0]), 422, "unreadable-photo");
    }

    @Test
    void aWrongBodyIsRefused() throws Exception {
        requireProblem(post("v1/recognize", "text/plain", PHOTO), 415, "wrong-content-type");
        requireProblem(post("v1/recognize", "image/png", PHOTO, "Content-Encoding", "gzip"), 415, "encoded-body");
        requireProblem(post("v1/recognize", "multipart/form-data", PHOTO), 400, "invalid-body");
        requireProblem(post("v1/recognize", "multipart/form-data; boundary=xyz", PHOTO), 400, "invalid-body");
        for (String json : List.of(
                "",
                "[]",
                "{",
                "{\"image\": 1}",
                "{\"image\": \"*\"}",
                "{\"images\": []}",
                "null",
                "{\"image\": \"\", \"image\": \"\"}",
                "{\"url\": \"http://127.0.0.1/\"}",
                "[".repeat(100_000))) {
            requireProblem(post("v1/recognize", "application/json", bytes(json)), 400, "invalid-body");
        }
    }

    @Test
    void tooMuchIsRefused() throws Exception {
        requireProblem(
                post("v1/recognize", "application/json", bytes("{\"images\": [" + "\"\",".repeat(64) + "\"\"]}")),
                413,
                "too-many-photos");
        String[] names = new String[65];
        Arrays.fill(names, "a.png");
        requireProblem(post("v1/recognize", "multipart/form-data; boundary=xyz", form(names)), 413, "too-many-photos");
        assertThat(raw("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                        + "Content-Length: 100000001\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    @Test
    void theServersOwnPathsAreKnown() throws Exception {
        assertThat(get("healthz").body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(get("readyz").body()).isEqualTo("{\"status\":\"ready\"}");
        JsonNode models = JSON.readTree(get("v1/models").body()).path("models");
        assertThat(models).hasSize(1);
        assertThat(JSON.readTree(get("v1/models/default").body())
                        .path("description")
                        .path("limits")
                        .textValue())
                .contains("An expression is not a feeling");
        HttpResponse<byte[]> file = CLIENT.send(to("v1/models/default/onnx").build(), BodyHandlers.ofByteArray());
        assertThat(dev.mien.io.Sha256.of(file.body()))
                .isEqualTo(models.path(0).path("sha256").textValue());
        requireProblem(get("v1/models/other"), 404, "no-such-model");
        requireProblem(get("v1/nothing"), 404, "no-such-path");
        HttpResponse<String> wrong = get("v1/recognize");
        requireProblem(wrong, 405, "wrong-method");
        assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/v1/models/../../etc/passwd",
                "/%2e%2e/etc/passwd",
                "/v1/models/..%2f..%2fx",
                "/v1/models/%00",
                "//etc/passwd",
                "/v1/models/a%5cb",
                "/v1/models/..",
                "/;/healthz"
            })
    void noPathLeadsOut(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|404) .*")
                .doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "evil.example:80"})
    void anotherHostIsRefused(String host) throws Exception {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (421|400) .*");
    }

    @Test
    void aPageOfAnotherWebsiteIsRefused() throws Exception {
        requireProblem(post("v1/recognize", "image/png", PHOTO, "Origin", "https://evil.example"), 403, "cross-site");
        requireProblem(post("v1/recognize", "image/png", PHOTO, "Origin", "null"), 403, "cross-site");
        requireProblem(post("v1/recognize", "image/png", PHOTO, "Sec-Fetch-Site", "cross-site"), 403, "cross-site");
        requireProblem(get("metrics", "Sec-Fetch-Site", "same-site"), 403, "cross-site");
        String own = "http://127.0.0.1:" + server.address().getPort();
        assertThat(post("v1/recognize", "image/png", PHOTO, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLogTellsNothingOfACaller() throws Exception {
        post("v1/recognize?token=SECRET", "image/png", PHOTO, "X-Request-Id", "one-1", "User-Agent", "SECRET");
        get("v1/models/SECRET", "X-Request-Id", "two");
        get("healthz", "X-Request-Id", "not a number of ours SECRET");
        JsonNode line = JSON.readTree(awaitLine("one-1"));
        awaitLine("two");
        assertThat(LOG).noneMatch(text -> text.contains("SECRET") || text.contains("127.0.0.1"));
        assertThat(line.path("route").textValue()).isEqualTo("/v1/recognize");
        assertThat(line.path("status").intValue()).isEqualTo(400);
    }

    /** The line of a request, which is written after its answer. */
    private static String awaitLine(String id) throws InterruptedException {
        while (true) {
            for (String line : LOG) {
                if (line.contains("\"id\":\"" + id + "\"")) {
                    return line;
                }
            }
            Thread.sleep(10);
        }
    }

    @Test
    void inventedMethodsAndPathsMakeNoNewMetric() throws Exception {
        for (int i = 0; i < 20; i++) {
            raw("INVENTED" + i + " /v1/INVENTED" + i + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
        assertThat(get("metrics").body()).doesNotContain("INVENTED");
        assertThat(LOG).noneMatch(line -> line.contains("INVENTED"));
    }

    @Test
    void metricsCountRequestsAndNoEmotions() throws Exception {
        post("v1/recognize", "image/png", PHOTO);
        String metrics = get("metrics").body();
        assertThat(metrics)
                .contains(
                        "mien_requests_seconds_count{", "mien_faces_total", "mien_stage_seconds_count{stage=\"wait\"}")
                .contains("process_resident_memory_bytes");
        assertThat(Emotion.all()).noneMatch(emotion -> metrics.contains(emotion.label()));
    }

    @Test
    void sixteenAtOnceGetTheSameAnswer() throws Exception {
        String expected = post("v1/recognize", "image/png", PHOTO).body();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(CLIENT.sendAsync(
                    to("v1/recognize")
                            .header("Content-Type", "image/png")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                            .build(),
                    BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().body()).isEqualTo(expected);
        }
    }

    @Test
    void aConnectionIsUsedAgainAndHeadHasNoBody() throws Exception {
        String answers = raw("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(answers).contains("{\"status\":\"ready\"}").doesNotContain("{\"status\":\"live\"}");
    }

    @Test
    void thePageIsServedWithItsPolicy() throws Exception {
        HttpResponse<String> page = get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
                .contains("camera=(self)");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.body()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @CsvSource({
        "main.js, text/javascript;charset=utf-8",
        "style.css, text/css;charset=utf-8",
        "icon.svg, image/svg+xml",
        "sample.jpg, image/jpeg"
    })
    void aFileOfThePageIsSentOnce(String name, String type) throws Exception {
        HttpResponse<String> file = get("page/" + name);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        String tag = file.headers().firstValue("ETag").orElseThrow();
        assertThat(get("page/" + name, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        for (String known : List.of(tag, "W/" + tag, "\"a\", " + tag, "*")) {
            HttpResponse<String> again = get("page/" + name, "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        }
        assertThat(raw("HEAD /page/" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("200 OK", "Content-Length: ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.json", "..", "%2e%2e%2fopenapi.json", "..%5copenapi.json", "MienServer.class", ""})
    void thePageHasNoOtherFiles(String name) throws Exception {
        String answer = raw("GET /page/" + name + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (404|400)").doesNotContain("\"openapi\"");
    }

    @Test
    void aModelsFileIsNotSentAgain() throws Exception {
        String tag = get("v1/models/default/onnx").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("v1/models/default/onnx", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void theServerTellsItsVersionAndLimits() throws Exception {
        JsonNode about = JSON.readTree(get("v1/about").body());
        assertThat(about.path("version").textValue()).isEqualTo("unknown");
        assertThat(about.path("limits").path("photo_bytes").longValue()).isEqualTo(20_000_000);
        assertThat(about.path("limits").path("photo_pixels").longValue()).isEqualTo(50_000_000);
        assertThat(about.path("limits").path("photos").intValue()).isEqualTo(64);
        assertThat(about.has("notice")).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] form(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String name : names) {
            out.write(bytes("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                    + "\"\r\nContent-Type: image/png\r\n\r\n"));
            out.write(PHOTO);
            out.write(bytes("\r\n"));
        }
        out.write(bytes("--xyz--\r\n"));
        return out.toByteArray();
    }
}

package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.DecodingOptions;
import dev.mien.io.Sha256;
import dev.mien.service.Admission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client may try against the server. */
@Timeout(60)
class HarmTest {
    private static final byte[] PHOTO = DrawnPhotos.png(Emotion.NEUTRAL);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration IDLE = Duration.ofMillis(1500);
    private static final String TOKEN = "a-token-for-photos-only";
    private static final String HEAD = "POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + TOKEN + "\r\nContent-Type: image/png\r\n";
    private static MienServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Tokens tokens = Tokens.of(
                List.of(
                        "# the tokens",
                        "",
                        TOKEN + " recognize",
                        "sha256:" + Sha256.of("a-token-for-everything".getBytes(StandardCharsets.UTF_8))),
                "the test");
        ServerLimits limits = ServerLimits.usual()
                .withIdle(IDLE)
                .withPhoto(new DecodingOptions(1_000_000, 10_000_000))
                .withAdmission(new Admission.Limits(1, 2, Duration.ofSeconds(20)));
        server = MienServer.start(
                new ServerOptions(
                        new ServerAccess("127.0.0.1", 0, Optional.of(tokens), false, List.of("mien.example")),
                        List.of("default"),
                        limits),
                line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends it on a connection of its own, because the server soon closes one that is idle. */
    private static HttpResponse<String> post(String token, byte[] body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(token, body), BodyHandlers.ofString());
    }

    private static HttpRequest request(String token, byte[] body) {
        return HttpRequest.newBuilder(server.address().resolve("v1/recognize"))
                .header("Content-Type", "image/png")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void requireServing() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertThat(post(TOKEN, PHOTO).statusCode()).isEqualTo(200);
        assertThat((System.nanoTime() - begin) / 1e9).as("seconds").isLessThan(5);
    }

    @Test
    void aTokenPermitsItsScopesAndNoOthers() throws Exception {
        assertThat(post(TOKEN, PHOTO).statusCode()).isEqualTo(200);
        HttpResponse<String> none = post("a-token-that-is-unknown", PHOTO);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"mien\"");
        HttpRequest.Builder models = HttpRequest.newBuilder(server.address().resolve("v1/models"));
        assertThat(CLIENT.send(
                                models.copy()
                                        .header("Authorization", "Bearer " + TOKEN)
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(CLIENT.send(
                                models.copy()
                                        .header("Authorization", "bearer a-token-for-everything")
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        HttpRequest health =
                HttpRequest.newBuilder(server.address().resolve("healthz")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(health, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensThatAreEasyToGuessAreRefused() {
        assertThatThrownBy(() -> Tokens.of(List.of("short"), "tokens.txt"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1 of tokens.txt has a token of 5 characters, expected at least 16");
        assertThatThrownBy(() -> Tokens.of(List.of("# nothing"), "tokens.txt")).hasMessageContaining("has no token");
        assertThatThrownBy(() -> Tokens.of(List.of("sha256:12"), "tokens.txt")).hasMessageContaining("64 hexadecimal");
        assertThatThrownBy(() -> Tokens.of(List.of(TOKEN + " all"), "tokens.txt"))
                .hasMessageContaining("'all' is not a scope, expected recognize, models, runs, metrics");
    }

    @Test
    void anAddressThatOthersReachNeedsTokens() {
        assertThatThrownBy(() -> new ServerAccess("0.0.0.0", 8642, Optional.empty(), false, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("without tokens anybody there may use the server");
    }

    @Test
    void aClientThatSendsItsHeadSlowlyIsCutOffWhileOthersAreServed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            slow.add(socket());
            write(slow.get(i), "POST /v1/rec");
        }
        requireServing();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        write(slow.get(0), "x");
                        Thread.sleep(50);
                    }
                })
                .isInstanceOf(SocketException.class);
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(5);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void aClientThatSendsItsBodySlowlyIsCutOffWhileOthersAreServed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            slow.add(socket());
            write(slow.get(i), HEAD + "Content-Length: 1000000\r\n\r\nabc");
        }
        requireServing();
        for (Socket socket : slow) {
            socket.setSoTimeout(10_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).matches("(?s)(HTTP/1.1 408 .*)?");
            socket.close();
        }
    }

    @Test
    void aClientThatLeavesLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = socket()) {
                write(socket, HEAD + "Content-Length: " + PHOTO.length + "\r\n\r\n");
                if (i % 2 == 0) {
                    socket.getOutputStream().write(PHOTO);
                }
            }
        }
        requireServingSoon();
    }

    private static void requireServingSoon() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && post(TOKEN, PHOTO).statusCode() != 200; i++) {
            Thread.sleep(100);
        }
        requireServing();
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnceAndTheOthersAreAnswered() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(CLIENT.sendAsync(request(TOKEN, PHOTO), BodyHandlers.ofString()));
        }
        int served = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> one = answer.get();
            assertThat(one.statusCode()).isIn(200, 503);
            if (one.statusCode() == 503) {
                assertThat(Integer.parseInt(
                                one.headers().firstValue("Retry-After").orElseThrow()))
                        .isPositive();
            } else {
                served++;
            }
        }
        assertThat(served).isBetween(3, 39);
        requireServing();
    }

    @Test
    void aMillionPartsAreRefused() throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        byte[] part =
                "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1_000_000; i++) {
            form.write(part);
        }
        form.write("--x--\r\n".getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("v1/recognize"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBombIsRefusedBeforeItsPixelsAreRead() throws Exception {
        HttpResponse<String> answer = post(TOKEN, bomb(30_000, 30_000));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("30000x30000 pixels, at most 1000000 are read");
        requireServing();
    }

    /** A PNG of one colour that claims a size. */
    private static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(png, "IHDR", header.array());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (OutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(new byte[10_000_000]);
        }
        chunk(png, "IDAT", data.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] content) throws IOException {
        byte[] kind = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(kind);
        sum.update(content);
        png.write(ByteBuffer.allocate(4).putInt(content.length).array());
        png.write(kind);
        png.write(content);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    @Test
    void aDamagedModelIsRefusedAtTheStart() throws Exception {
        Path model = folder.resolve("damaged.onnx");
        Files.write(model, new byte[5000]);
        ServerOptions options =
                new ServerOptions(ServerAccess.local(0), List.of(model.toString()), ServerLimits.usual());
        assertThatThrownBy(() -> MienServer.start(options, line -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aTakenPortIsTold() {
        ServerOptions options = new ServerOptions(
                ServerAccess.local(server.address().getPort()), List.of("default"), ServerLimits.usual());
        assertThatThrownBy(() -> MienServer.start(options, line -> {}))
                .isInstanceOf(MienException.class)
                .hasMessageContaining(
                        "cannot listen on port " + server.address().getPort());
    }

    @Test
    void aClientThatAsksTooOftenWaitsWhileOthersAreServed() throws Exception {
        ServerClients clients = new ServerClients(OptionalDouble.of(0.5), List.of("127.0.0.1"));
        ServerAccess access = new ServerAccess("127.0.0.1", 0, Optional.empty(), false, List.of(), clients);
        try (MienServer other =
                MienServer.start(new ServerOptions(access, List.of("fast"), ServerLimits.usual()), line -> {})) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(statusFor(other, "1.2.3.4"));
            }
            assertThat(statuses).containsExactly(200, 200, 429, 429);
            assertThat(statusFor(other, "1.2.3.5")).isEqualTo(200);
        }
    }

    private static int statusFor(MienServer server, String client) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server.address().resolve("v1/models"))
                                .header("X-Forwarded-For", client)
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

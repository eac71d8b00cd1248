package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.io.WriteFailedException;
import dev.mien.testing.FileServer;
import dev.mien.testing.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers from a server that behaves and one that does not. */
class TransferTest {
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final byte[] BYTES = new byte[300_000];

    static {
        new Random(7).nextBytes(BYTES);
    }

    @TempDir
    private Path folder;

    private FileServer server;
    private final Log log = new Log();
    private final TurnedClock clock = new TurnedClock();

    /** Stands still but for the pauses, which are over at once. */
    private static final class TurnedClock implements TransferClock {
        final List<Duration> pauses = new ArrayList<>();
        private final AtomicLong time = new AtomicLong(-5);

        void turn(Duration duration) {
            time.addAndGet(duration.toNanos());
        }

        @Override
        public long nanoTime() {
            return time.get();
        }

        @Override
        public void pause(Duration pause) {
            pauses.add(pause);
            turn(pause);
        }
    }

    /** What a transfer told. */
    private static final class Log implements TransferListener {
        final List<String> lines = new ArrayList<>();
        Consumer<Long> whenBytesCome = received -> {};

        @Override
        public void onBytes(long received) {
            whenBytesCome.accept(received);
        }

        @Override
        public void onStart(String name, long already, OptionalLong total) {
            lines.add("start " + already + " of " + total.orElse(-1));
        }

        @Override
        public void onRetry(String name, String reason, Duration pause) {
            lines.add("retry: " + reason);
        }

        @Override
        public void onFile(String name, long bytes) {
            lines.add("file " + bytes);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new FileServer().with("/file", BYTES);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path fetch() {
        return fetch("/file", out -> out);
    }

    private Path fetch(String path, UnaryOperator<OutputStream> disk) {
        return new Transfer(THREE, log, disk, clock).fetch(new RemoteFile("it", server.address(path)), folder);
    }

    private void requireWhole(Path file) throws IOException {
        assertThat(file).isEqualTo(folder.resolve("it")).hasBinaryContent(BYTES);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static String hash(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    @Test
    void aFileComesWhole() throws IOException {
        requireWhole(fetch());
        assertThat(log.lines).containsExactly("start 0 of 300000", "file 300000");
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() throws IOException {
        Files.writeString(folder.resolve("it"), "there");
        assertThat(fetch()).hasContent("there");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void redirectionsAreFollowedAndTheirHashHolds() throws IOException, NoSuchAlgorithmException {
        String hash = "\"" + hash("SHA-256", BYTES) + "\"";
        server.next("/first", FileServer.status(302, "Location", "/second", "X-Linked-ETag", hash));
        server.next("/second", FileServer.status(307, "Location", "/file"));
        requireWhole(fetch("/first", out -> out));
        assertThat(server.requests()).containsExactly("/first", "/second", "/file");
    }

    @Test
    void aRedirectionWithoutEndIsRefused() {
        server.next("/file", repeated(FileServer.status(302, "Location", "/file")));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("answered with status 302");
    }

    private static FileServer.Answer[] repeated(FileServer.Answer answer) {
        return Collections.nCopies(20, answer).toArray(FileServer.Answer[]::new);
    }

    @Test
    void aCutBodyGoesOnWhereItEnded() throws IOException {
        server.next("/file", FileServer.cutAfter(100_000));
        requireWhole(fetch());
        assertThat(server.requests()).hasSize(2).last().asString().matches("/file bytes=[1-9]\\d*-");
        assertThat(log.lines).hasSize(4).noneMatch(line -> line.contains("no byte came"));
    }

    @Test
    void whatAnEarlierCommandLeftIsGoneOnWith() throws IOException {
        Files.write(folder.resolve("it.part"), Arrays.copyOf(BYTES, 123_456));
        Files.writeString(folder.resolve("it.part.etag"), FileServer.etag(BYTES));
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file bytes=123456-");
        assertThat(log.lines).containsExactly("start 123456 of 300000", "file 300000");
    }

    @Test
    void aFileThatHasChangedBeginsAnew() throws IOException {
        Files.writeString(folder.resolve("it.part"), "of another version");
        Files.writeString(folder.resolve("it.part.etag"), "\"another\"");
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file bytes=18-");
    }

    @Test
    void aServerThatIgnoresRangesSendsAllAgain() throws IOException {
        server.next("/file", FileServer.cutAfter(200_000), FileServer.ignoringRange());
        requireWhole(fetch());
    }

    @Test
    void aServerThatSendsAnotherRangeIsAskedForAll() throws IOException {
        Files.writeString(folder.resolve("it.part"), "begin");
        server.next("/file", FileServer.status(206, "Content-Range", "bytes 9-10/300000"));
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file bytes=5-", "/file");
    }

    @Test
    void aPartThatIsTheWholeFileIsTaken() throws IOException {
        Files.write(folder.resolve("it.part"), BYTES);
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file bytes=300000-");
    }

    @Test
    void aPartLongerThanTheFileBeginsAnew() throws IOException {
        Files.write(folder.resolve("it.part"), new byte[BYTES.length + 1]);
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file bytes=300001-", "/file");
    }

    @Test
    void aWrongHashIsFetchedOnceMoreAndThenRefused() throws NoSuchAlgorithmException {
        String other = hash("SHA-256", new byte[] {1});
        server.next("/file", repeated(FileServer.withHeader("X-Linked-ETag", other)));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("has the SHA-256 " + hash("SHA-256", BYTES) + ", expected " + other)
                .hasMessageContaining("removed")
                .hasMessageContaining("Or fetch " + server.address("/file"));
        assertThat(server.requests()).containsExactly("/file", "/file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void damageThatDoesNotComeAgainIsForgiven() throws IOException, NoSuchAlgorithmException {
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(BYTES));
        FileServer.Answer announced = FileServer.withHeader("x-goog-hash", "crc32c=AAAAAA==,md5=" + md5);
        server.next("/file", (exchange, file) -> announced.give(exchange, new byte[file.length]), announced);
        requireWhole(fetch());
        assertThat(log.lines).anyMatch(line -> line.startsWith("retry: the file has the MD5 "));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aPassingFailureIsTriedAgain(int status) throws IOException {
        server.next("/file", FileServer.status(status, "Retry-After", "0"), FileServer.status(status));
        requireWhole(fetch());
        assertThat(log.lines)
                .containsSequence(
                        "retry: it answered with status " + status, "retry: it answered with status " + status);
    }

    @Test
    void aLastingFailureIsGivenUpAfterTheAttempts() {
        server.next("/file", repeated(FileServer.status(503)));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("could not be fetched: it answered with status 503 (3 attempts")
                .hasMessageContaining("The bytes that arrived are kept")
                .hasMessageContaining("save it as " + folder.resolve("it"));
        assertThat(server.requests()).hasSize(3);
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aServersWishForALongerPauseIsKept() throws IOException {
        server.next("/file", FileServer.status(503, "Retry-After", "17"), FileServer.status(503));
        requireWhole(fetch());
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "401,wants a login",
        "403,wants a login",
        "404,no longer exists",
        "410,no longer exists",
        "400,status" + " 400"
    })
    void aRefusalIsNotTriedAgain(int status, String meaning) {
        server.next("/file", FileServer.status(status));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("status " + status)
                .hasMessageContaining(meaning)
                .hasMessageContaining("Or fetch ")
                .hasMessageEndingWith(". Choose another source");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aPageToLogInIsNotTakenForTheFile() throws IOException {
        Files.write(folder.resolve("it.part"), new byte[10]);
        server.next("/file", FileServer.withHeader("Content-Type", "text/html; charset=utf-8"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("answered with a web page")
                .hasMessageContaining("Or fetch ")
                .hasMessageEndingWith(". Choose another source");
        assertThat(folder.resolve("it.part")).hasSize(10);
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        server.next("/file", FileServer.stallAfter(50_000));
        log.whenBytesCome = received -> clock.turn(Duration.ofSeconds(received == 50_000 ? 60 : 0));
        requireWhole(fetch());
        assertThat(log.lines).contains("retry: no byte came for 60 s");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServerThatIsSlowIsNotGivenUp() throws IOException {
        log.whenBytesCome = received -> clock.turn(Duration.ofSeconds(59));
        requireWhole(fetch());
        assertThat(log.lines).containsExactly("start 0 of 300000", "file 300000");
    }

    @Test
    void withoutANetworkTheMessageSaysWhatToDoByHand() {
        URI nobody = server.address("/file");
        server.close();
        Transfer transfer = new Transfer(THREE, log, out -> out, clock);
        assertThatThrownBy(() -> transfer.fetch(new RemoteFile("it", nobody), folder))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("no connection to 127.0.0.1")
                .hasMessageContaining("(3 attempts)")
                .hasMessageContaining("Is this machine online?")
                .hasMessageContaining("Name the proxy in Java's system properties https.proxyHost")
                .hasMessageContaining("Or fetch " + nobody + " with a browser");
        URI unknown = URI.create("http://" + "a".repeat(64) + ".invalid/file");
        assertThatThrownBy(() -> transfer.fetch(new RemoteFile("it", unknown), folder))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining(".invalid: its name cannot be resolved");
    }

    @Test
    void aFullDiskKeepsWhatCameAndTheNextCallGoesOn() throws IOException {
        assertThatThrownBy(() -> fetch("/file", out -> new FullDisk(out, 100_000)))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("cannot write " + folder.resolve("it.part") + ": No space left on device")
                .hasMessageContaining("(it needs 200,000 more bytes, and its disk has ")
                .hasMessageContaining("another attempt continues from there");
        assertThat(folder.resolve("it.part")).hasSize(100_000);
        requireWhole(fetch());
        assertThat(server.requests()).containsExactly("/file", "/file bytes=100000-");
    }

    @Test
    void aFileLargerThanTheDiskIsRefusedBeforeItsBytesCome() {
        server.next("/file", (exchange, file) -> {
            exchange.sendResponseHeaders(200, 1L << 60);
            exchange.getResponseBody().write(file);
        });
        assertThatThrownBy(this::fetch)
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("it needs 1,152,921,504,606,846,976 more bytes");
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "2,0,2", "3,0,4", "5,0,16", "9,0,60", "1,7,7", "1,900,60"})
    void pausesDoubleUpToAMinute(int failures, int asked, int seconds) {
        assertThat(RetryPolicy.PATIENT.pause(failures, Duration.ofSeconds(asked)))
                .hasSeconds(seconds);
    }
}

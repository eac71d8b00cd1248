package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.DrawnPhoto;
import dev.mien.testing.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+/) with the model default");
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private URI await(Path log, Process process) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Matcher line = ADDRESS.matcher(Files.readString(log));
            if (line.find()) {
                return URI.create(line.group(1));
            }
            Thread.sleep(50);
        }
        throw new AssertionError(Files.readString(log));
    }

    /** The answers of the server are those of recognize, byte for byte, and a signal ends it when all are given. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sixteenAtOnceGetTheAnswerOfRecognizeAndASignalLosesNone() throws Exception {
        Path photo = DrawnPhoto.write(folder.resolve("photo.png"));
        Path log = folder.resolve("log.txt");
        Path recognized = folder.resolve("answer.json");
        CommandResult.mien("recognize", photo, "--format", "json", "--out", recognized)
                .requireDone();
        String expected = Files.readString(recognized).replace(photo.toString(), "-");
        Process process = Processes.start(log, "serve", "--port", "0");
        try {
            URI address = await(log, process).resolve("v1/recognize");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "image/png")
                    .POST(HttpRequest.BodyPublishers.ofFile(photo))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            assertThat(answers.get(0).get().body()).isEqualTo(expected);
            new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().body()).isEqualTo(expected);
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void mistakesAreTold() throws IOException {
        CommandResult.mien("serve", "--host", "0.0.0.0")
                .requireMistake("other machines reach 0.0.0.0", "Use --token-file, or use --no-auth");
        CommandResult.mien("serve", "--max-photo", "many").requireMistake("--max-photo is 'many'");
        Path tokens = Files.writeString(folder.resolve("tokens"), "short\n");
        CommandResult.mien("serve", "--token-file", tokens).requireMistake("a token of 5 characters");
        CommandResult.mien("serve", "--token-file", tokens, "--no-auth").requireMistake("exclude each other");
    }
}

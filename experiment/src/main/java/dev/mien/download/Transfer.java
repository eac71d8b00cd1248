package dev.mien.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches files over HTTP (RFC 9110) and follows redirections. An attempt continues where the previous one ended
 * ({@code Range}, guarded by {@code If-Range}). A server that ignores this sends the whole file again. Lost
 * connections, cut bodies and the statuses 408, 425, 429 and 5xx are retried after a pause. Any other status ends the
 * transfer.
 */
final class Transfer {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** A file with a wrong hash is fetched only once more. */
    private static final int MOST_DAMAGED = 2;

    private static final int BUFFER = 1 << 16;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final Pattern WHOLE_RANGE = Pattern.compile("bytes \\*/(\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final RetryPolicy policy;
    private final TransferListener listener;
    private final UnaryOperator<OutputStream> disk;
    private final TransferClock clock;

    /** @param disk wraps the file's stream; tests let it run out of space */
    Transfer(RetryPolicy policy, TransferListener listener, UnaryOperator<OutputStream> disk, TransferClock clock) {
        this.policy = policy;
        this.listener = listener;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Fetches a file unless it exists.
     *
     * @return the file in the folder
     * @throws TransferFailedException if it cannot be fetched; the message says how to fetch it by hand
     * @throws dev.mien.io.WriteFailedException if the disk cannot hold it
     */
    Path fetch(RemoteFile file, Path folder) {
        Path whole = folder.resolve(file.name());
        if (Files.isRegularFile(whole)) {
            return whole;
        }
        ResumableFile part = new ResumableFile(whole, disk);
        int failures = 0;
        while (true) {
            long before = part.size();
            Optional<Failure> failure = attempt(file, part);
            if (failure.isEmpty()) {
                long bytes = part.size();
                part.complete();
                listener.onFile(file.name(), bytes);
                return whole;
            }
            failures = part.size() > before ? 1 : failures + 1;
            if (failures >= (failure.get().damaged() ? MOST_DAMAGED : policy.attempts())) {
                throw Advice.gaveUp(file, whole, failure.get(), failures);
            }
            pause(file, failure.get(), failures);
        }
    }

    private void pause(RemoteFile file, Failure failure, int failures) {
        Duration pause = policy.pause(failures, failure.asked());
        listener.onRetry(file.name(), failure.reason(), pause);
        try {
            clock.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferFailedException("the transfer of " + file.address() + " was interrupted", e);
        }
    }

    /** Empty if the whole file has arrived and has the announced hash. */
    private Optional<Failure> attempt(RemoteFile file, ResumableFile part) {
        try {
            HttpResponse<InputStream> response = client.send(request(file, part), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return take(file, part, response, body);
            }
        } catch (IOException e) {
            return Optional.of(Failure.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferFailedException("the transfer of " + file.address() + " was interrupted", e);
        }
    }

    private static HttpRequest request(RemoteFile file, ResumableFile part) {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address())
                .timeout(ANSWER_TIMEOUT)
                .header("User-Agent", "mien")
                .header("Accept-Encoding", "identity");
        if (part.size() > 0) {
            request.header("Range", "bytes=" + part.size() + "-");
            part.etag().ifPresent(etag -> request.header("If-Range", etag));
        }
        return request.GET().build();
    }

    private Optional<Failure> take(
            RemoteFile file, ResumableFile part, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            Advice.refuseAWebPage(file, part.path(), response);
        }
        switch (status) {
            case 200 -> part.begin(response.headers().firstValue("ETag"));
            case 206 -> {
                if (!startsAt(response, part.size())) {
                    part.discard();
                    return Optional.of(Failure.of("it sent a wrong part of the file"));
                }
            }
            case 416 -> {
                return afterTheEnd(part, response);
            }
            default -> {
                if (status == 408 || status == 425 || status == 429 || status >= 500) {
                    return Optional.of(Failure.status(status, askedPause(response)));
                }
                throw Advice.refused(file, part.path(), response);
            }
        }
        return receive(file, part, response, body);
    }

    private static boolean startsAt(HttpResponse<?> response, long start) {
        Matcher range =
                RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        return range.matches() && Long.parseLong(range.group(1)) == start;
    }

    /** The local part is as long as the file, or longer. A longer part belongs to another file. */
    private static Optional<Failure> afterTheEnd(ResumableFile part, HttpResponse<?> response) throws IOException {
        Matcher range = WHOLE_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        if (range.matches() && Long.parseLong(range.group(1)) == part.size()) {
            return verify(part, response);
        }
        part.discard();
        return Optional.of(Failure.of("the earlier bytes are not the start of the file"));
    }

    private static Duration askedPause(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private Optional<Failure> receive(RemoteFile file, ResumableFile part, HttpResponse<?> response, InputStream body)
            throws IOException {
        long already = part.size();
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total = length.isPresent() ? OptionalLong.of(already + length.getAsLong()) : length;
        listener.onStart(file.name(), already, total);
        part.requireRoom(length.orElse(0));
        try (StallGuard guard = new StallGuard(body, policy.stall(), clock)) {
            copy(body, part, total, guard);
            if (guard.hasFired()) {
                return Optional.of(
                        Failure.of("no byte came for " + policy.stall().toSeconds() + " s"));
            }
        }
        if (total.isPresent() && part.size() != total.getAsLong()) {
            return Optional.of(Failure.of(
                    String.format(Locale.ROOT, "it ended after %,d of %,d bytes", part.size(), total.getAsLong())));
        }
        return verify(part, response);
    }

    /**
     * A failure of the network is an IOException. A failure of the disk is a {@link dev.mien.io.WriteFailedException}.
     */
    private void copy(InputStream body, ResumableFile part, OptionalLong total, StallGuard guard) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long received = part.size();
        try (OutputStream out = part.append()) {
            for (int n = read(body, buffer, guard); n >= 0; n = read(body, buffer, guard)) {
                try {
                    out.write(buffer, 0, n);
                } catch (IOException e) {
                    throw part.failed(Math.max(0, total.orElse(0) - part.size()), e);
                }
                received += n;
                guard.touch();
                listener.onBytes(received);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer, StallGuard guard) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            if (guard.hasFired()) {
                return -1;
            }
            throw e;
        }
    }

    private static Optional<Failure> verify(ResumableFile part, HttpResponse<?> response) throws IOException {
        Optional<Announced> announced = Announced.by(response);
        if (announced.isEmpty()) {
            return Optional.empty();
        }
        String found = announced.get().of(part.path());
        if (found.equals(announced.get().hex())) {
            return Optional.empty();
        }
        part.discard();
        return Optional.of(Failure.damaged("the file has the " + announced.get().algorithm() + " " + found
                + ", expected " + announced.get().hex() + ": it is damaged and was removed"));
    }
}

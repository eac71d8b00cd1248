package dev.mien.server;

import dev.mien.io.FailureReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body, up to a limit, without a thread that waits for it. */
final class BodyReader {
    private static final int START = 1 << 16;

    private final Request request;
    private final long most;
    private final OutputStream target;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private long taken;

    /** @param target gets the body; it is not closed */
    private BodyReader(Request request, long most, OutputStream target) {
        this.request = request;
        this.most = most;
        this.target = target;
    }

    /** Reads a body into memory. */
    static CompletableFuture<byte[]> read(Request request, long most) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(START);
        return copy(request, most, bytes).thenApply(done -> bytes.toByteArray());
    }

    /** Writes a body as it comes. */
    static CompletableFuture<Void> copy(Request request, long most, OutputStream target) {
        return new BodyReader(request, most, target).begin();
    }

    /** Reads a body and forgets it, whatever its encoding. */
    static CompletableFuture<Void> discard(Request request, long most) {
        BodyReader reader = new BodyReader(request, most, OutputStream.nullOutputStream());
        reader.next();
        return reader.result;
    }

    /** A body whose announced length is over the limit is refused before its first byte. */
    private CompletableFuture<Void> begin() {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                    415,
                    "encoded-body",
                    "the body is encoded as " + encoding + ": send it as it is",
                    Map.of("Accept-Encoding", "identity"));
        }
        if (request.getLength() > most) {
            throw tooLarge();
        }
        next();
        return result;
    }

    private Problem tooLarge() {
        return new Problem(
                413, "request-too-large", "the body has more than " + most + " bytes, the most that are taken");
    }

    private void next() {
        while (!result.isDone()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::next);
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            result.completeExceptionally(failure(chunk.getFailure()));
            return;
        }
        ByteBuffer buffer = chunk.getByteBuffer();
        taken += buffer.remaining();
        boolean last = chunk.isLast();
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        chunk.release();
        if (taken > most) {
            result.completeExceptionally(tooLarge());
            return;
        }
        try {
            target.write(part);
        } catch (IOException e) {
            result.completeExceptionally(
                    new Problem(507, "no-room", "the server cannot keep the body: " + FailureReason.of(e)));
            return;
        }
        if (last) {
            result.complete(null);
        }
    }

    private static Problem failure(Throwable failure) {
        boolean slow =
                failure instanceof TimeoutException || failure instanceof HttpException http && http.getCode() == 408;
        return slow
                ? new Problem(408, "body-too-slow", "the body came too slowly")
                : new Problem(400, "body-incomplete", "the body ended before its announced end");
    }
}

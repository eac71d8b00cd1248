package dev.mien.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads a request's body into memory, up to a limit, without a thread that waits for it. */
final class BodyReader {
    private static final int START = 1 << 16;

    private final Request request;
    private final long most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(START);
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    BodyReader(Request request, long most) {
        this.request = request;
        this.most = most;
    }

    /** Begins to read. A body whose announced length is over the limit is refused before its first byte. */
    CompletableFuture<byte[]> read() {
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

    /** Reads the body, whatever its encoding. */
    CompletableFuture<byte[]> discard() {
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
        if (bytes.size() + (long) buffer.remaining() > most) {
            chunk.release();
            result.completeExceptionally(tooLarge());
            return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.write(part, 0, part.length);
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
            result.complete(bytes.toByteArray());
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

package dev.mien.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A stream of server-sent events (<a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2
 * </a>). Events are written one after another, without a thread that waits. A client that does not read is let go when
 * too much waits for it. May be used by several threads.
 */
final class EventStream {
    private static final int MOST_WAITING = 8 << 20;

    private final Response response;
    private final Callback end;
    private final LongConsumer ended;
    private final StringBuilder waiting = new StringBuilder();
    private boolean writing;
    private boolean closing;
    private boolean closed;
    private long bytes;

    /**
     * @param end completes the request
     * @param ended gets the number of bytes that were written, once
     */
    EventStream(Response response, Callback end, LongConsumer ended) {
        this.response = response;
        this.end = end;
        this.ended = ended;
    }

    /**
     * Sends an event.
     *
     * @param data one line
     */
    void send(String event, String data) {
        write("event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Sends a comment, which a client passes over. It keeps the connection open and shows whether it still is. */
    void beat() {
        write(":\n\n");
    }

    /** Ends the stream after what waits was written. */
    void close() {
        synchronized (this) {
            closing = true;
        }
        next();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void write(String text) {
        boolean full;
        synchronized (this) {
            if (closing) {
                return;
            }
            waiting.append(text);
            full = waiting.length() > MOST_WAITING;
        }
        if (full) {
            finish(new IllegalStateException("the client does not read"));
        } else {
            next();
        }
    }

    private void next() {
        ByteBuffer buffer;
        synchronized (this) {
            if (writing || closed) {
                return;
            }
            if (waiting.isEmpty()) {
                buffer = null;
            } else {
                buffer = StandardCharsets.UTF_8.encode(waiting.toString());
                waiting.setLength(0);
                writing = true;
                bytes += buffer.remaining();
            }
            if (buffer == null && !closing) {
                return;
            }
        }
        if (buffer == null) {
            finish(null);
        } else {
            response.write(false, buffer, Callback.from(this::written, this::finish));
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        next();
    }

    private void finish(@org.jspecify.annotations.Nullable Throwable failure) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            closing = true;
        }
        ended.accept(bytes);
        if (failure == null) {
            end.succeeded();
        } else {
            end.failed(failure);
        }
    }
}

package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its response: writes the answer once, with the headers that every answer has. */
final class Exchange {
    private static final Pattern OWN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long begin = System.nanoTime();
    private final String id;
    private int status;
    private long length;

    /** @param fallback the request's number, where the client gives none of its own */
    Exchange(Request request, Response response, Callback callback, String fallback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        String own = request.getHeaders().get("X-Request-Id");
        id = own != null && OWN_ID.matcher(own).matches() ? own : fallback;
    }

    String id() {
        return id;
    }

    /** The method for log and metrics. A client may invent any word, so that an unknown one is not repeated. */
    String method() {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    }

    Request request() {
        return request;
    }

    long nanoseconds() {
        return System.nanoTime() - begin;
    }

    /**
     * Writes the answer.
     *
     * @param last whether the connection ends with it
     */
    void write(Answer answer, Timing timing, boolean last) {
        length = answer.body().length;
        HttpFields.Mutable headers = response.getHeaders();
        head(answer);
        if (!timing.seconds().isEmpty()) {
            headers.put("Server-Timing", timing.header());
        }
        if (last) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        if (status != Answer.NOT_MODIFIED) {
            headers.put(HttpHeader.CONTENT_LENGTH, length);
        }
        boolean empty = method().equals("HEAD");
        response.write(true, empty ? ByteBuffer.allocate(0) : ByteBuffer.wrap(answer.body()), callback);
    }

    private void head(Answer answer) {
        status = answer.status();
        HttpFields.Mutable headers = response.getHeaders();
        ALWAYS.forEach(headers::put);
        headers.put("X-Request-Id", id);
        if (status != Answer.NOT_MODIFIED) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.type());
        }
        answer.headers().forEach(headers::put);
        response.setStatus(status);
    }

    /**
     * Begins an answer that is not held in memory.
     *
     * @param ended runs when it has ended
     */
    void stream(Answer answer, Answer.Source source, Runnable ended) {
        head(answer);
        if (source instanceof Answer.Stored stored) {
            copy(stored.file(), ended);
        } else if (source instanceof Answer.Events events) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            // a proxy such as nginx would keep events until its buffer is full
            response.getHeaders().put("X-Accel-Buffering", "no");
            events.begin().accept(new EventStream(response, callback, bytes -> {
                length = bytes;
                ended.run();
            }));
        }
    }

    private void copy(Path file, Runnable ended) {
        Content.Source source = Content.Source.from(file);
        length = source.getLength();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        Content.copy(source, response, Callback.from(callback, ended));
    }

    int status() {
        return status;
    }

    /**
     * The line of the access log: when, which route, how it ended and how long it took. It has no name, no token, no
     * address, no path that the client chose, and nothing of a photo.
     */
    String logLine(String route, Timing timing) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", Instant.now().toString());
        fields.put("id", id);
        fields.put("method", method());
        fields.put("route", route);
        fields.put("status", status);
        fields.put("bytes_in", Request.getContentBytesRead(request));
        fields.put("bytes_out", length);
        fields.put("ms", Math.round(nanoseconds() / 1e4) / 100.0);
        timing.seconds().forEach((stage, seconds) -> fields.put(stage + "_ms", Math.round(seconds * 1e5) / 100.0));
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param type the media type of the body
 * @param body not copied
 * @param headers beside those that every answer has
 * @param source what is written instead of the body; empty for most
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers, Optional<Source> source) {
    static final String JSON = "application/json";

    /** The status of an answer whose content the client has already. */
    static final int NOT_MODIFIED = 304;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What is not held in memory. */
    sealed interface Source {}

    /**
     * Events, as they happen.
     *
     * @param begin gets the stream
     */
    record Events(Consumer<EventStream> begin) implements Source {}

    /** A file. */
    record Stored(Path file) implements Source {}

    /** An answer that is written at once. */
    Answer(int status, String type, byte[] body, Map<String, String> headers) {
        this(status, type, body, headers, Optional.empty());
    }

    /** Events that are written as they happen. */
    static Answer events(Consumer<EventStream> events) {
        return new Answer(200, "text/event-stream", new byte[0], Map.of(), Optional.of(new Events(events)));
    }

    /** A file that exists. */
    static Answer file(String type, Path file) {
        return new Answer(200, type, new byte[0], Map.of(), Optional.of(new Stored(file)));
    }

    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    static Answer text(String type, String body) {
        return of(type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of the header ETag for content with a SHA-256. */
    static String tag(String sha256) {
        return '"' + sha256 + '"';
    }

    /** This answer, or 304 without a body if the client says that it has the same (RFC 9110, 13.1.2). */
    Answer unlessKnown(Call call) {
        String tag = String.valueOf(headers.get("ETag"));
        boolean known = call.header(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .map(value -> value.startsWith("W/") ? value.substring(2) : value)
                .anyMatch(value -> value.equals("*") || value.equals(tag));
        return known ? new Answer(NOT_MODIFIED, type, new byte[0], headers) : this;
    }

    /** A value as JSON. */
    static Answer json(int status, Object value) {
        return new Answer(status, JSON, bytes(value), Map.of());
    }

    /** A problem as JSON (RFC 9457). */
    static Answer problem(Problem problem, String request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "about:blank");
        fields.put("title", problem.title());
        fields.put("status", problem.status());
        fields.put("detail", String.valueOf(problem.getMessage()));
        fields.put("code", problem.code());
        fields.put("request_id", request);
        return new Answer(problem.status(), "application/problem+json", bytes(fields), problem.headers());
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

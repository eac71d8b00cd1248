package dev.mien.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param type the media type of the body
 * @param body not copied
 * @param headers beside those that every answer has
 * @param events gets the stream of an answer that has no end of its own; empty for all others
 */
record Answer(
        int status, String type, byte[] body, Map<String, String> headers, Optional<Consumer<EventStream>> events) {
    static final String JSON = "application/json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** An answer that is written at once. */
    Answer(int status, String type, byte[] body, Map<String, String> headers) {
        this(status, type, body, headers, Optional.empty());
    }

    /** Events that are written as they happen. */
    static Answer events(Consumer<EventStream> events) {
        return new Answer(200, "text/event-stream", new byte[0], Map.of(), Optional.of(events));
    }

    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    static Answer text(String type, String body) {
        return of(type, body.getBytes(StandardCharsets.UTF_8));
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

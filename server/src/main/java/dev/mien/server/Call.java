package dev.mien.server;

import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** One request, as its route sees it. */
final class Call {
    private final Request request;
    private final String variable;
    private final Map<String, String> query;
    private final Timing timing = new Timing();
    private volatile boolean abandoned;

    /**
     * @param variable the variable part of the path
     * @param query the query's parameters by name
     */
    Call(Request request, String variable, Map<String, String> query) {
        this.request = request;
        this.variable = variable;
        this.query = Map.copyOf(query);
    }

    String variable() {
        return variable;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<String> header(HttpHeader header) {
        return Optional.ofNullable(request.getHeaders().get(header));
    }

    /** Reads the whole body. */
    CompletableFuture<byte[]> body(long most) {
        return BodyReader.read(request, most);
    }

    /**
     * Writes the whole body as it comes.
     *
     * @param target is not closed
     */
    CompletableFuture<Void> body(long most, OutputStream target) {
        return BodyReader.copy(request, most, target);
    }

    Timing timing() {
        return timing;
    }

    /** Notes that the client has gone. */
    void abandon() {
        abandoned = true;
    }

    /** Whether the client has gone, so that nobody waits for the answer. */
    boolean isAbandoned() {
        return abandoned;
    }
}

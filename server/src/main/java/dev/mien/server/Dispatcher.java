package dev.mien.server;

import dev.mien.service.OverloadedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Checks a request, gives it to its route, and writes the answer and its line in the log. */
final class Dispatcher extends Handler.Abstract.NonBlocking {
    private static final String UNKNOWN = "-";

    /** Bytes of a body that is read although its request is refused. */
    private static final long SHORT = 1 << 20;

    private final Routes routes;
    private final Guard guard;
    private final Meters meters;
    private final Consumer<String> log;
    private final HangUps hangUps;
    private final SlowHeads heads;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    Dispatcher(Routes routes, Guard guard, Meters meters, Consumer<String> log, Watches watches) {
        this.routes = routes;
        this.guard = guard;
        this.meters = meters;
        this.log = log;
        hangUps = watches.hangUps();
        heads = watches.heads();
    }

    /** What watches over the connections. */
    record Watches(HangUps hangUps, SlowHeads heads) {}

    /** Lets each connection end with its next answer. */
    void drain() {
        draining = true;
    }

    /** Number of requests that are not answered yet. */
    int inFlight() {
        return inFlight.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        inFlight.incrementAndGet();
        heads.begin(request);
        Callback counted = Callback.from(callback, () -> {
            inFlight.decrementAndGet();
            heads.end(request);
        });
        Exchange exchange = new Exchange(request, response, counted, number());
        Timing timing = new Timing();
        try {
            guard.requireHost(request.getHeaders());
            Routes.Match match = routes.find(request.getMethod(), path(request));
            answer(exchange, match);
        } catch (Problem e) {
            end(exchange, UNKNOWN, timing, Answer.problem(e, exchange.id()), hasBody(request));
        }
        return true;
    }

    private String number() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() != 0 && request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void answer(Exchange exchange, Routes.Match match) {
        Route route = match.route();
        Call call = new Call(exchange.request(), match.variable(), Map.of());
        Runnable forget = () -> {};
        try {
            if (route.scope().isPresent()) {
                guard.requireRate(
                        Request.getRemoteAddr(exchange.request()),
                        exchange.request().getHeaders());
                guard.requireOwnPage(exchange.request().getHeaders());
                guard.requireScope(
                        exchange.request().getHeaders(), route.scope().get());
            }
            call = new Call(exchange.request(), match.variable(), query(exchange.request(), route));
            Call asked = call;
            CompletableFuture<Answer> answer = route.handler().answer(asked);
            forget = hangUps.watch(exchange.request(), () -> {
                asked.abandon();
                answer.cancel(false);
            });
            Runnable unwatch = forget;
            answer.whenComplete((value, failure) -> {
                unwatch.run();
                Answer given = failure == null ? value : failed(failure, exchange);
                end(exchange, route.path(), asked.timing(), given, failure != null && hasBody(exchange.request()));
            });
        } catch (Problem | OverloadedException e) {
            forget.run();
            end(exchange, route.path(), call.timing(), failed(e, exchange), hasBody(exchange.request()));
        }
    }

    private static Map<String, String> query(Request request, Route route) {
        Map<String, String> query = new HashMap<>();
        for (Fields.Field field : fields(request)) {
            if (!route.parameters().contains(field.getName())) {
                String known =
                        String.join(", ", route.parameters().stream().sorted().toList());
                throw new Problem(
                        400,
                        "unknown-parameter",
                        "the address has the parameter '" + field.getName() + "', expected "
                                + (known.isEmpty() ? "none" : known));
            }
            if (field.hasMultipleValues()) {
                throw new Problem(
                        400,
                        "repeated-parameter",
                        "the parameter " + field.getName() + " is given twice: give it once");
            }
            query.put(field.getName(), field.getValue());
        }
        return query;
    }

    private static Fields fields(Request request) {
        try {
            return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new Problem(400, "invalid-address", "the address cannot be decoded (RFC 3986)");
        }
    }

    private Answer failed(Throwable failure, Exchange exchange) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Answer.problem(problem(cause), exchange.id());
    }

    private Problem problem(Throwable failure) {
        if (failure instanceof Problem known) {
            return known;
        }
        if (failure instanceof OverloadedException busy) {
            meters.rejection(busy.reason().label());
            return new Problem(
                    503,
                    "overloaded",
                    busy.problem(),
                    Map.of("Retry-After", Long.toString(busy.retryAfter().toSeconds())));
        }
        if (failure instanceof CancellationException) {
            return new Problem(499, "client-gone", "the client has closed the connection");
        }
        return new Problem(500, "failure", "the server failed. Its operator finds the request by its number");
    }

    /**
     * Ends a request. A short body that nobody has read is read first, because a client that still sends would not see
     * the answer. A long one is not read, and the connection ends with the answer.
     */
    private void end(Exchange exchange, String route, Timing timing, Answer answer, boolean unread) {
        if (unread && exchange.request().getLength() >= 0 && exchange.request().getLength() <= SHORT) {
            BodyReader.discard(exchange.request(), SHORT)
                    .whenComplete((nothing, failure) -> finish(exchange, route, timing, answer, failure != null));
        } else {
            finish(exchange, route, timing, answer, unread);
        }
    }

    private void finish(Exchange exchange, String route, Timing timing, Answer answer, boolean unread) {
        boolean last = draining || unread || hangUps.hasSpoiled(exchange.request());
        if (answer.source().isPresent() && !exchange.method().equals("HEAD")) {
            exchange.stream(answer, answer.source().get(), () -> note(exchange, route, timing));
            return;
        }
        exchange.write(answer, timing, last);
        note(exchange, route, timing);
    }

    private void note(Exchange exchange, String route, Timing timing) {
        meters.request(exchange.method(), route, exchange.status(), exchange.nanoseconds(), timing.seconds());
        log.accept(exchange.logLine(route, timing));
    }
}

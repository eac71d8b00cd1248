package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.runs.RunShelf;
import dev.mien.service.Admission;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Mien as a service over HTTP. docs/server.md describes its interface. Photos stay in memory: nothing of them is
 * written to a disk or a log.
 */
public final class MienServer implements AutoCloseable {
    /** How long the end waits for the requests in flight. */
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int THREADS = 32;
    private static final int LOOK_EVERY = 20;

    private final Models models;
    private final Admission admission;
    private final HangUps hangUps = new HangUps();
    private final SlowHeads heads;
    private final ServerOptions options;
    private final Server jetty;
    private final ServerConnector connector;
    private final Dispatcher dispatcher;
    private final RunRoutes runs;
    private final VideoRoutes videos;
    private final Routes routes;
    private volatile boolean draining;

    private MienServer(ServerOptions options, Models models, Optional<RunShelf> shelf, Consumer<String> log) {
        this.options = options;
        this.models = models;
        admission = new Admission(options.limits().admission());
        Meters meters = new Meters(admission, models);
        PhotoRoutes photos = new PhotoRoutes(models, admission, options.limits(), meters);
        Interface description = new Interface();
        runs = new RunRoutes(shelf);
        videos = new VideoRoutes(models, admission, options.limits().videos());
        PageFiles page = new PageFiles();
        routes = new Routes(List.of(
                new Route("POST", "/v1/recognize", Optional.of(Scope.RECOGNIZE), Options.FOR_PHOTOS, photos::recognize),
                new Route("POST", "/v1/faces", Optional.of(Scope.RECOGNIZE), Options.FOR_FACES, photos::faces),
                new Route("POST", "/v1/videos", Optional.of(Scope.RECOGNIZE), Options.FOR_VIDEOS, videos::accept),
                get("/v1/jobs/{id}", Optional.of(Scope.RECOGNIZE), videos::state),
                new Route(
                        "DELETE",
                        "/v1/jobs/{id}",
                        Optional.of(Scope.RECOGNIZE),
                        Set.of(),
                        call -> CompletableFuture.completedFuture(videos.delete(call))),
                get("/v1/jobs/{id}/events", Optional.of(Scope.RECOGNIZE), videos::events),
                get("/v1/jobs/{id}/result", Optional.of(Scope.RECOGNIZE), videos::result),
                get("/v1/jobs/{id}/timeline.png", Optional.of(Scope.RECOGNIZE), videos::timeline),
                get("/v1/jobs/{id}/annotated.mp4", Optional.of(Scope.RECOGNIZE), videos::annotated),
                get("/v1/models", Optional.of(Scope.MODELS), call -> list()),
                get(
                        "/v1/models/{name}",
                        Optional.of(Scope.MODELS),
                        call -> Answer.json(200, named(call).details())),
                get("/v1/models/{name}/onnx", Optional.of(Scope.MODELS), call -> file(named(call))
                        .unlessKnown(call)),
                get("/v1/runs", Optional.of(Scope.RUNS), runs::list),
                get("/v1/runs/{id}", Optional.of(Scope.RUNS), runs::run),
                get("/v1/runs/{id}/mistakes.png", Optional.of(Scope.RUNS), runs::mistakes),
                new Route(
                        "GET",
                        "/v1/compare",
                        Optional.of(Scope.RUNS),
                        RunRoutes.FOR_COMPARISONS,
                        call -> CompletableFuture.completedFuture(runs.comparison(call))),
                new Route(
                        "GET",
                        "/v1/events",
                        Optional.of(Scope.RUNS),
                        RunRoutes.FOR_EVENTS,
                        call -> CompletableFuture.completedFuture(runs.events(call))),
                get("/v1/about", Optional.empty(), call -> Answer.json(200, about())),
                get("/", Optional.empty(), page::index),
                get("/page/{name}", Optional.empty(), page::named),
                get("/healthz", Optional.empty(), call -> Answer.json(200, Map.of("status", "live"))),
                get("/readyz", Optional.empty(), call -> ready()),
                get("/openapi.json", Optional.empty(), call -> description.openApi()),
                get("/docs", Optional.empty(), call -> description.page()),
                get(
                        "/metrics",
                        Optional.of(Scope.METRICS),
                        call -> Answer.text("text/plain; version=0.0.4; charset=utf-8", meters.text()))));
        heads = new SlowHeads(options.limits().idle());
        dispatcher = new Dispatcher(
                routes, new Guard(options.access()), meters, log, new Dispatcher.Watches(hangUps, heads));
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("mien-http");
        jetty = new Server(threads);
        connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(configuration()));
        connector.addBean(heads);
        jetty.addConnector(connector);
        jetty.setHandler(dispatcher);
        jetty.setErrorHandler(new Errors());
        jetty.addBean(new NetworkConnectionLimit(options.limits().connections(), jetty));
    }

    private static Route get(String path, Optional<Scope> scope, Function<Call, Answer> answer) {
        return new Route("GET", path, scope, Set.of(), call -> CompletableFuture.completedFuture(answer.apply(call)));
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(ServerLimits.HEAD_BYTES);
        configuration.setMinRequestDataRate(1000);
        configuration.setMinResponseDataRate(1000);
        return configuration;
    }

    /**
     * Opens the models, checks that they compute right on this machine, and begins to serve.
     *
     * @param log gets a line of JSON for each request, from several threads
     * @throws InvalidInputException if a model cannot be opened, the address cannot be taken, or there is no folder of
     *     runs where one was named
     * @throws MienException if a model computes wrong results on this machine
     */
    public static MienServer start(ServerOptions options, Consumer<String> log) {
        Optional<RunShelf> shelf = options.runs().map(RunShelf::new);
        Models models = Models.open(options.models());
        MienServer server;
        try {
            server = new MienServer(options, models, shelf, log);
        } catch (RuntimeException | Error e) {
            models.close();
            throw e;
        }
        try {
            server.listen();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void listen() {
        ServerAccess access = options.access();
        connector.setHost(access.host());
        connector.setPort(access.port());
        connector.setIdleTimeout(options.limits().idle().toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot listen on port " + access.port() + " of " + access.host() + ": " + reason(e),
                    Remedy.change(Remedy.Setting.PORT),
                    e);
        }
        LifeCycle.start(jetty);
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** The address of the server, which ends in a slash. */
    public URI address() {
        String host = options.access().host();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort() + "/");
    }

    List<Route> routes() {
        return routes.all();
    }

    private Answer list() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("models", models.all().stream().map(ServedModel::summary).toList());
        return Answer.json(200, fields);
    }

    private Map<String, Object> about() {
        ServerLimits limits = options.limits();
        Map<String, Object> most = new LinkedHashMap<>();
        most.put("photo_bytes", limits.photo().mostBytes());
        most.put("photo_pixels", limits.photo().mostPixels());
        most.put("photos", limits.photos());
        most.put("request_bytes", limits.requestBytes());
        most.put("video_bytes", limits.videos().mostBytes());
        most.put("video_seconds", limits.videos().longest().toSeconds());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", options.notes().version());
        fields.put("limits", most);
        fields.put("runs", options.runs().isPresent());
        options.notes().notice().ifPresent(notice -> fields.put("notice", notice));
        return fields;
    }

    private ServedModel named(Call call) {
        return models.named(Optional.of(call.variable()));
    }

    private static Answer file(ServedModel model) {
        return new Answer(
                200,
                "application/octet-stream",
                model.file(),
                Map.of("ETag", Answer.tag(model.sha256()), "Cache-Control", "private, no-cache"));
    }

    private Answer ready() {
        return draining ? Answer.json(503, Map.of("status", "ending")) : Answer.json(200, Map.of("status", "ready"));
    }

    /**
     * Takes no new connections, answers the requests that were accepted, for at most {@link #PATIENCE}, and ends.
     *
     * @return whether all were answered
     */
    public boolean drain() {
        draining = true;
        dispatcher.drain();
        connector.close();
        runs.close();
        videos.endEvents();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (dispatcher.inFlight() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean done = dispatcher.inFlight() == 0;
        close();
        return done;
    }

    /** Ends at once. Requests in flight are not answered. */
    @Override
    public void close() {
        runs.close();
        LifeCycle.stop(jetty);
        videos.close();
        admission.close();
        hangUps.close();
        heads.close();
        models.close();
    }
}

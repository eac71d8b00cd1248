package dev.mien.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that has files, answers ranges, and misbehaves when told to. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> tricks = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** One answer to one request. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange, byte[] file) throws IOException;
    }

    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public FileServer with(String path, byte[] file) {
        files.put(path, file);
        return this;
    }

    /** What the next requests for the path are answered with; after those, the file. */
    public FileServer next(String path, Answer... answers) {
        tricks.put(path, new ArrayDeque<>(Arrays.asList(answers)));
        return this;
    }

    /** Path, and range where one was asked for, of all requests. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path + (range == null ? "" : " " + range));
            byte[] file = files.getOrDefault(path, new byte[0]);
            Answer trick = tricks.getOrDefault(path, new ArrayDeque<>()).poll();
            if (trick != null) {
                trick.give(exchange, file);
            } else if (!files.containsKey(path)) {
                status(404).give(exchange, file);
            } else {
                whole().give(exchange, file);
            }
        }
    }

    static String etag(byte[] file) {
        return "\"" + Arrays.hashCode(file) + "\"";
    }

    /** The file, or the part that is asked for. */
    static Answer whole() {
        return (exchange, file) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String condition = exchange.getRequestHeaders().getFirst("If-Range");
            exchange.getResponseHeaders().set("ETag", etag(file));
            if (range == null || condition != null && !condition.equals(etag(file))) {
                send(exchange, 200, file, file.length);
                return;
            }
            int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            if (start >= file.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (file.length - 1) + "/" + file.length);
            send(exchange, 206, Arrays.copyOfRange(file, start, file.length), file.length - start);
        };
    }

    /** The whole file, whatever was asked for. */
    static Answer ignoringRange() {
        return (exchange, file) -> send(exchange, 200, file, file.length);
    }

    /** As {@link #whole}, but the connection breaks after so many bytes. */
    static Answer cutAfter(int bytes) {
        return (exchange, file) -> {
            exchange.getResponseHeaders().set("ETag", etag(file));
            send(exchange, 200, Arrays.copyOf(file, bytes), file.length);
        };
    }

    /** Some bytes, then nothing for a long time. */
    static Answer stallAfter(int bytes) {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, bytes);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    public static Answer status(int status, String... headers) {
        return (exchange, file) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer withHeader(String name, String value) {
        return (exchange, file) -> {
            exchange.getResponseHeaders().set(name, value);
            whole().give(exchange, file);
        };
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int length) throws IOException {
        exchange.sendResponseHeaders(status, length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
            out.flush();
        } catch (IOException e) {
            if (body.length == length) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

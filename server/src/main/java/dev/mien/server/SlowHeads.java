package dev.mien.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;

/**
 * Closes connections that do not bring the head of a request in time. Jetty's idle timeout begins anew with each byte,
 * so a client that sends a byte now and then would keep its connection for ever.
 */
final class SlowHeads implements Connection.Listener, AutoCloseable {
    private static final int PERIOD = 250;

    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();
    private final long most;
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mien-slow-heads");
        thread.setDaemon(true);
        return thread;
    });

    /** @param most how long a head may take */
    SlowHeads(Duration most) {
        this.most = most.toNanos();
        clock.scheduleWithFixedDelay(this::closeLate, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        waiting.put(connection, System.nanoTime());
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    /** Tells that the head of a request has come. */
    void begin(Request request) {
        waiting.remove(request.getConnectionMetaData().getConnection());
    }

    /** Tells that a request is answered, so that its connection waits for the next. */
    void end(Request request) {
        waiting.put(request.getConnectionMetaData().getConnection(), System.nanoTime());
    }

    private void closeLate() {
        waiting.forEach((connection, since) -> {
            boolean open = connection.getEndPoint().isOpen();
            if (!open || System.nanoTime() - since > most) {
                waiting.remove(connection, since);
                connection.getEndPoint().close(new TimeoutException("the head of a request did not come in time"));
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

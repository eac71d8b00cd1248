package dev.mien.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Notices clients that close the connection while their request waits or is computed. Jetty does not notice this,
 * because it reads a connection only when its user asks for bytes. When the body has been read, this class tries to
 * read one more byte. It may take the first byte of a next request, if the client sent that without waiting for the
 * answer. Then the connection ends with the answer, as HTTP permits (RFC 9112, 9.3.2), and the client sends that
 * request again.
 */
final class HangUps implements AutoCloseable {
    private static final int PERIOD = 100;

    private final Map<Request, Runnable> watched = new ConcurrentHashMap<>();
    private final Set<Request> spoiled = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mien-hang-ups");
        thread.setDaemon(true);
        return thread;
    });

    HangUps() {
        clock.scheduleWithFixedDelay(() -> watched.keySet().forEach(this::look), PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    /**
     * Watches a request.
     *
     * @param gone runs when the client has gone
     * @return ends the watch
     */
    Runnable watch(Request request, Runnable gone) {
        watched.put(request, gone);
        return () -> watched.remove(request);
    }

    /** Whether a byte of a next request was taken, so that the connection cannot go on. */
    boolean hasSpoiled(Request request) {
        return spoiled.remove(request);
    }

    private void look(Request request) {
        if (spoiled.contains(request) || !isRead(request)) {
            return;
        }
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof SocketChannelEndPoint end) {
            look(request, end.getChannel());
        }
    }

    private void look(Request request, SocketChannel channel) {
        try {
            int read = channel.read(ByteBuffer.allocate(1));
            if (read > 0) {
                spoiled.add(request);
            } else if (read < 0) {
                leave(request);
            }
        } catch (IOException e) {
            leave(request);
        }
    }

    private void leave(Request request) {
        Runnable gone = watched.remove(request);
        if (gone != null) {
            gone.run();
        }
    }

    /** Whether the body was read to its end. */
    private static boolean isRead(Request request) {
        return request.getLength() >= 0 && Request.getContentBytesRead(request) == request.getLength();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

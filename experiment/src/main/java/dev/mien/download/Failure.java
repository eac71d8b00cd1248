package dev.mien.download;

import dev.mien.io.FailureReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why an attempt at a transfer failed, if another attempt may succeed.
 *
 * @param asked pause that the server asks for
 * @param offline whether there was no connection at all
 * @param damaged whether all bytes arrived but were wrong
 */
record Failure(String reason, Duration asked, boolean offline, boolean damaged, Optional<IOException> cause) {
    static Failure of(String reason) {
        return new Failure(reason, Duration.ZERO, false, false, Optional.empty());
    }

    static Failure damaged(String reason) {
        return new Failure(reason, Duration.ZERO, false, true, Optional.empty());
    }

    static Failure of(IOException e) {
        boolean offline = false;
        Throwable deepest = e;
        for (Throwable at = e; at != null; at = at.getCause()) {
            deepest = at;
            offline |= isOffline(at);
        }
        return new Failure(words(e, deepest), Duration.ZERO, offline, false, Optional.of(e));
    }

    private static boolean isOffline(Throwable e) {
        return e instanceof ConnectException
                || e instanceof UnresolvedAddressException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLException;
    }

    private static String words(IOException e, Throwable deepest) {
        if (deepest instanceof UnresolvedAddressException || deepest instanceof UnknownHostException) {
            return "its name cannot be resolved";
        }
        if (e.getMessage() == null && deepest instanceof IOException last) {
            return FailureReason.of(last);
        }
        return e instanceof ConnectException && e.getMessage() == null
                ? "the connection was refused"
                : FailureReason.of(e);
    }

    static Failure status(int status, Duration asked) {
        return new Failure("it answered with status " + status, asked, false, false, Optional.empty());
    }
}

package dev.mien.server;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The reason why a request gets an error. The answer has the form of RFC 9457.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    /**
     * @param status of HTTP
     * @param code the problem's name for programs, such as {@code photo-too-large}
     * @param detail what came, what was expected and what to do
     */
    Problem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    Problem(int status, String code, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    String title() {
        return HttpStatus.getMessage(status);
    }
}

package dev.mien.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty itself refuses, such as one that is not HTTP, in the form of the other problems. */
final class Errors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String detail = status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
                ? "the head of the request has more than " + ServerLimits.HEAD_BYTES + " bytes"
                : status >= HttpStatus.INTERNAL_SERVER_ERROR_500
                        ? "the server failed"
                        : "the request is not valid HTTP (RFC 9112)";
        response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        Exchange exchange = new Exchange(request, response, callback, "-");
        exchange.write(
                Answer.problem(new Problem(status, "invalid-request", detail), exchange.id()), new Timing(), true);
        return true;
    }
}

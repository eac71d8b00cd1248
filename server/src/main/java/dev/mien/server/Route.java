package dev.mien.server;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the server's routes.
 *
 * @param method of HTTP
 * @param path as in OpenAPI, with at most one name in braces, which stands for one part of the path
 * @param scope that the caller's token must have; empty if the route is open to all
 * @param parameters the names of the query's parameters that it takes
 * @param handler answers a call
 */
record Route(String method, String path, Optional<Scope> scope, Set<String> parameters, Handler handler) {
    private static final String NAME = "([A-Za-z0-9._-]{1,100})";

    /** Answers a call, at once or later. */
    @FunctionalInterface
    interface Handler {
        CompletableFuture<Answer> answer(Call call);
    }

    Route {
        parameters = Set.copyOf(parameters);
    }

    /** The path's variable part, or an empty text where it has none; empty if this is another path. */
    Optional<String> variable(String requested) {
        int brace = path.indexOf('{');
        if (brace < 0) {
            return path.equals(requested) ? Optional.of("") : Optional.empty();
        }
        int end = path.indexOf('}');
        Matcher matcher = Pattern.compile(
                        Pattern.quote(path.substring(0, brace)) + NAME + Pattern.quote(path.substring(end + 1)))
                .matcher(requested);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

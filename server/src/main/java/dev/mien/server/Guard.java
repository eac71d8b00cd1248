package dev.mien.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.HostPort;

/**
 * Decides whether a request may be answered. A page of any website can make a visitor's browser send requests to a
 * server on the visitor's machine. So the name of the host must be one of the server's own (a website may point its
 * name here, which is DNS rebinding), and a browser's request must come from the server's own pages (Origin, and Fetch
 * Metadata).
 */
final class Guard {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String BEARER = "bearer ";
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final ServerAccess access;
    private final Optional<ClientRate> rate;

    Guard(ServerAccess access) {
        this.access = access;
        OptionalDouble perSecond = access.clients().perSecond();
        rate = perSecond.isPresent() ? Optional.of(new ClientRate(perSecond.getAsDouble())) : Optional.empty();
    }

    /** Counts a request of a client, which may send no more than so many a second. */
    void requireRate(String peer, HttpFields headers) {
        rate.ifPresent(bound -> bound.require(ClientRate.client(
                peer,
                headers.getCSV(HttpHeader.X_FORWARDED_FOR, false),
                access.clients().proxies())));
    }

    /** Checks the name under which the server was reached. */
    void requireHost(HttpFields headers) {
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        String host = hosts.size() == 1 ? name(hosts.get(0)) : "";
        boolean own = host.equals("localhost")
                || ADDRESS.matcher(host).matches()
                || host.equals(access.host().toLowerCase(Locale.ROOT))
                || access.hosts().contains(host);
        if (!own) {
            throw new Problem(
                    421,
                    "wrong-host",
                    "this server is not known by the name '" + host
                            + "': use its address, or let its operator allow the name");
        }
    }

    private static String name(String host) {
        try {
            return new HostPort(host).getHost().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Checks that a browser does not send the request for another website. */
    void requireOwnPage(HttpFields headers) {
        String site = headers.get("Sec-Fetch-Site");
        String origin = headers.get(HttpHeader.ORIGIN);
        if (site != null && !OWN.contains(site) || origin != null && !isOwn(origin, headers.get(HttpHeader.HOST))) {
            throw new Problem(
                    403, "cross-site", "a page of another website sent this request: only this server's pages may");
        }
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    /** Checks that the caller's token permits something. */
    void requireScope(HttpFields headers, Scope scope) {
        if (access.tokens().isEmpty()) {
            return;
        }
        Optional<Set<Scope>> scopes =
                bearer(headers).flatMap(token -> access.tokens().get().scopes(token));
        if (scopes.isEmpty()) {
            throw new Problem(
                    401,
                    "token-missing",
                    "the request has no token that this server knows: send the header 'Authorization: Bearer TOKEN'",
                    Map.of("WWW-Authenticate", "Bearer realm=\"mien\""));
        }
        if (!scopes.get().contains(scope)) {
            throw new Problem(
                    403,
                    "scope-missing",
                    "the token does not permit this: it lacks the scope '" + scope.label() + "'",
                    Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope.label() + "\""));
        }
    }

    private static Optional<String> bearer(HttpFields headers) {
        return Optional.ofNullable(headers.get(HttpHeader.AUTHORIZATION))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}

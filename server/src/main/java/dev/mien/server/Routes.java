package dev.mien.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes of a server, and the choice among them. */
final class Routes {
    private final List<Route> all;

    /**
     * A route and the variable part of the path.
     *
     * @param variable empty where the route's path has none
     */
    record Match(Route route, String variable) {}

    Routes(List<Route> all) {
        this.all = List.copyOf(all);
    }

    List<Route> all() {
        return all;
    }

    /** The route of a request. A request with HEAD is answered as one with GET, without the body. */
    Match find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        TreeSet<String> others = new TreeSet<>();
        for (Route route : all) {
            Optional<String> variable = route.variable(path);
            if (variable.isPresent() && route.method().equals(wanted)) {
                return new Match(route, variable.get());
            }
            variable.ifPresent(found -> others.add(route.method()));
        }
        if (others.isEmpty()) {
            throw new Problem(404, "no-such-path", "there is nothing at this path: /openapi.json lists all paths");
        }
        String allowed = String.join(", ", others);
        throw new Problem(
                405,
                "wrong-method",
                "this path takes no " + method + ", expected " + allowed,
                Map.of("Allow", allowed));
    }
}

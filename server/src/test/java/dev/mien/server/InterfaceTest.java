package dev.mien.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.service.Admission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** openapi.json describes what is served, and nothing else. */
class InterfaceTest {
    private static final JsonNode DESCRIBED = new Interface().tree();
    private static MienServer server;

    @BeforeAll
    static void start() {
        server = MienServer.start(
                new ServerOptions(
                        ServerAccess.local(0),
                        List.of("fast"),
                        ServerLimits.usual().withAdmission(Admission.Limits.usual())),
                line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode operation(Route route) {
        return DESCRIBED.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void eachRouteIsDescribedAndEachDescribedRouteIsServed() {
        Set<String> described = new TreeSet<>();
        DESCRIBED
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        server.routes().forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(described).isEqualTo(served).hasSizeGreaterThan(8);
    }

    @Test
    void eachParameterIsDescribed() {
        for (Route route : server.routes()) {
            Set<String> described = new HashSet<>();
            operation(route).path("parameters").forEach(one -> {
                if (one.path("in").textValue().equals("query")) {
                    described.add(one.path("name").textValue());
                }
            });
            assertThat(described).as(route.path()).isEqualTo(route.parameters());
        }
    }

    @Test
    void eachScopeIsDescribed() {
        for (Route route : server.routes()) {
            List<String> described = new ArrayList<>();
            operation(route)
                    .path("security")
                    .forEach(one -> described.add(one.path("token").path(0).textValue()));
            assertThat(described)
                    .as(route.path())
                    .isEqualTo(route.scope().map(Scope::label).stream().toList());
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = DESCRIBED.findValues("$ref");
        assertThat(references)
                .hasSizeGreaterThan(20)
                .allSatisfy(reference -> assertThat(
                                DESCRIBED.at(reference.textValue().substring(1)).isMissingNode())
                        .isFalse());
    }

    @Test
    void thePageNamesEveryRouteAndLoadsNothing() {
        String page = new String(new Interface().page().body(), java.nio.charset.StandardCharsets.UTF_8);
        server.routes().forEach(route -> assertThat(page).contains(route.method() + " " + route.path()));
        assertThat(page).doesNotContain("<script", "src=", "http://", "https://", "url(");
    }
}

package dev.mien.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of the interface: OpenAPI 3.1 for programs, and a page of the same content for people. */
final class Interface {
    private static final String RESOURCE = "openapi.json";
    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;"
            + "padding:0 1rem;color:#222;background:#fff}code{font-size:.9em}h2{margin-top:2.5rem}"
            + "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;"
            + "border-bottom:1px solid #ddd}@media(prefers-color-scheme:dark){body{color:#eee;background:#16181c}"
            + "td,th{border-color:#444}}";

    private final byte[] json;
    private final JsonNode tree;

    Interface() {
        try (InputStream in = Interface.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + RESOURCE);
            }
            json = in.readAllBytes();
            tree = JsonMapper.builder().build().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The description as OpenAPI. */
    Answer openApi() {
        return Answer.of(Answer.JSON, json);
    }

    JsonNode tree() {
        return tree;
    }

    /** The page. It has no script and loads nothing. */
    Answer page() {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Mien: the interface</title><style>"
                + STYLE + "</style></head><body><main><h1>Mien</h1>");
        paragraph(html, tree.path("info").path("description"));
        html.append("<p><a href=\"openapi.json\">openapi.json</a> describes the same for programs (OpenAPI 3.1).</p>");
        tree.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operation(html, method.getKey(), path.getKey(), method.getValue())));
        html.append("</main></body></html>\n");
        Answer page = Answer.text("text/html;charset=utf-8", html.toString());
        return new Answer(
                page.status(),
                page.type(),
                page.body(),
                Map.of(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
                                + " form-action 'none'"));
    }

    private static void operation(StringBuilder html, String method, String path, JsonNode operation) {
        html.append("<h2><code>")
                .append(method.toUpperCase(Locale.ROOT))
                .append(' ')
                .append(escaped(path))
                .append("</code></h2>");
        paragraph(html, operation.path("summary"));
        paragraph(html, operation.path("description"));
        operation
                .path("security")
                .forEach(one -> html.append("<p>Scope of the token: <code>")
                        .append(escaped(one.path("token").path(0).asText()))
                        .append("</code></p>"));
        List<String[]> rows = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(one -> rows.add(new String[] {
                    one.path("name").asText(), one.path("description").asText()
                }));
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(type -> rows.add(new String[] {"body", type.getKey()}));
        table(html, "Request", rows);
        List<String[]> answers = new ArrayList<>();
        operation
                .path("responses")
                .properties()
                .forEach(one -> answers.add(new String[] {
                    one.getKey(), one.getValue().path("description").asText()
                }));
        table(html, "Answers", answers);
    }

    private static void paragraph(StringBuilder html, JsonNode text) {
        if (text.isTextual()) {
            html.append("<p>").append(escaped(text.asText())).append("</p>");
        }
    }

    private static void table(StringBuilder html, String title, List<String[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<h3>").append(title).append("</h3><table>");
        for (String[] row : rows) {
            html.append("<tr><th scope=\"row\"><code>")
                    .append(escaped(row[0]))
                    .append("</code></th><td>")
                    .append(escaped(row[1]))
                    .append("</td></tr>");
        }
        html.append("</table>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

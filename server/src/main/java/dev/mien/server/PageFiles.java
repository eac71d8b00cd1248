package dev.mien.server;

import dev.mien.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page for people: files that a browser loads. They are read once, so that no request reads a disk, and a name leads
 * to one of them or nowhere. A browser asks for each again with the entity tag that it knows, and gets only what has
 * changed. All links between them are relative, so that the page works under any path.
 */
final class PageFiles {
    /** The file that opens the page. */
    static final String INDEX = "index.html";

    /** The names of the files. */
    static final List<String> NAMES = List.of(
            INDEX,
            "about.js",
            "answers.js",
            "api.js",
            "camera.js",
            "dom.js",
            "downloads.js",
            "faces.js",
            "icon.svg",
            "main.js",
            "photo.js",
            "sample.jpg",
            "states.js",
            "style.css",
            "theme.js");

    private static final String FOLDER = "page/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "jpg", "image/jpeg");

    /** What the page may do: load its own files, show pictures that it made itself, ask its own server. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " media-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    PageFiles() {
        for (String name : NAMES) {
            answers.put(name, answer(name, read(name)));
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + FOLDER + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(String name, byte[] file) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", Answer.tag(Sha256.of(file)));
        headers.put("Cache-Control", "no-cache");
        if (name.equals(INDEX)) {
            headers.put("Content-Security-Policy", POLICY);
            headers.put("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), display-capture=()");
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new Answer(200, String.valueOf(TYPES.get(ending)), file, headers);
    }

    /** The page. */
    Answer index(Call call) {
        return file(INDEX).unlessKnown(call);
    }

    /** One of its files. */
    Answer named(Call call) {
        return file(call.variable()).unlessKnown(call);
    }

    private Answer file(String name) {
        return Optional.ofNullable(answers.get(name))
                .orElseThrow(() -> new Problem(404, "no-such-file", "the page has no file '" + name + "'"));
    }
}

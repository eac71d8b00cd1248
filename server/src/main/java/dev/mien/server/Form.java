package dev.mien.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms of an answer to photos, by their media types. */
enum Form {
    JSON("application/json"),
    JSONL("application/x-ndjson"),
    CSV("text/csv"),
    PNG("image/png"),
    JPEG("image/jpeg");

    private static final List<String> RANGES = List.of("*/*", "application/*", "text/*", "image/*");

    private final String type;

    Form(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    boolean isPicture() {
        return this == PNG || this == JPEG;
    }

    /** The form that a request accepts with the highest quality (RFC 9110, 12.5.1); the first one of equals. */
    static Form accepted(Optional<String> accept) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return JSON;
        }
        Optional<Form> best = Optional.empty();
        double most = 0;
        for (String range : accept.get().split(",", -1)) {
            Optional<Form> form = of(range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
            double quality = quality(range);
            if (form.isPresent() && quality > most) {
                best = form;
                most = quality;
            }
        }
        return best.orElseThrow(() -> new Problem(
                406,
                "not-acceptable",
                "no form of the answer is accepted, expected application/json, application/x-ndjson, text/csv,"
                        + " image/png or image/jpeg"));
    }

    private static Optional<Form> of(String range) {
        if (RANGES.contains(range)) {
            return Optional.of(
                    switch (range) {
                        case "text/*" -> CSV;
                        case "image/*" -> PNG;
                        default -> JSON;
                    });
        }
        for (Form form : values()) {
            if (form.type.equals(range)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String text = parameter.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}

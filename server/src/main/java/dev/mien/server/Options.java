package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.recognition.ReadingOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * The options of a request for recognition, from its query.
 *
 * @param model the name of the model; empty for the server's first
 * @param detect whether faces are searched; otherwise the whole picture is a face
 * @param explain the number of the face, from 1, whose evidence is drawn instead of an answer
 * @param reading options of the recognizer
 */
record Options(Optional<String> model, boolean detect, OptionalInt explain, ReadingOptions reading) {
    static final Set<String> FOR_PHOTOS = Set.of("model", "min_face", "max_faces", "detect", "explain", "unsure_below");
    static final Set<String> FOR_FACES = Set.of("model", "unsure_below");

    /** @param faces whether the pictures are cut-out faces */
    static Options of(Call call, boolean faces) {
        Optional<Boolean> detect = value(call, "detect", Options::truth, "true or false");
        Optional<Integer> explain = value(call, "explain", Integer::valueOf, "the number of a face, from 1");
        explain.filter(number -> number < 1).ifPresent(number -> {
            throw invalid("explain", String.valueOf(number), "the number of a face, from 1");
        });
        try {
            return new Options(
                    call.parameter("model"),
                    !faces && detect.orElse(true),
                    integer(explain),
                    new ReadingOptions(
                            number(call, "min_face"),
                            integer(value(call, "max_faces", Integer::valueOf, "a number")),
                            number(call, "unsure_below")));
        } catch (InvalidInputException e) {
            throw new Problem(400, "invalid-parameter", String.valueOf(e.getMessage()));
        }
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException();
        }
        return text.equals("true");
    }

    private static OptionalDouble number(Call call, String name) {
        Optional<Double> found = value(call, name, Double::valueOf, "a number");
        return found.isPresent() ? OptionalDouble.of(found.get()) : OptionalDouble.empty();
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    private static <T> Optional<T> value(Call call, String name, Function<String, T> parser, String expected) {
        return call.parameter(name).map(text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid(name, text, expected);
            }
        });
    }

    private static Problem invalid(String name, String text, String expected) {
        return new Problem(
                400, "invalid-parameter", "the parameter " + name + " is '" + text + "', expected " + expected);
    }
}

package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.answer.StandardFormat;
import dev.mien.recognition.ReadingOptions;
import dev.mien.service.VideoJobOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
    static final Set<String> FOR_VIDEOS =
            Set.of("model", "min_face", "max_faces", "unsure_below", "every", "per", "annotated", "format");

    /** @param faces whether the pictures are cut-out faces */
    static Options of(Call call, boolean faces) {
        Optional<Boolean> detect = value(call, "detect", Options::truth, "true or false");
        Optional<Integer> explain = value(call, "explain", Integer::valueOf, "the number of a face, from 1");
        explain.filter(number -> number < 1).ifPresent(number -> {
            throw invalid("explain", String.valueOf(number), "the number of a face, from 1");
        });
        return new Options(call.parameter("model"), !faces && detect.orElse(true), integer(explain), reading(call));
    }

    /** The options for a video. */
    static VideoJobOptions ofVideo(Call call) {
        ReadingOptions reading = reading(call);
        boolean perSecond =
                value(call, "per", Options::perSecond, "frame or second").orElse(false);
        boolean annotated =
                value(call, "annotated", Options::truth, "true or false").orElse(false);
        int every = value(call, "every", Integer::valueOf, "a number from 1").orElse(1);
        StandardFormat format =
                value(call, "format", Options::format, "json, jsonl or csv").orElse(StandardFormat.JSON);
        return valid(() -> new VideoJobOptions(reading, every, perSecond, annotated, format));
    }

    private static ReadingOptions reading(Call call) {
        OptionalDouble smallest = number(call, "min_face");
        OptionalInt most = integer(value(call, "max_faces", Integer::valueOf, "a number"));
        OptionalDouble unsure = number(call, "unsure_below");
        return valid(() -> new ReadingOptions(smallest, most, unsure));
    }

    private static <T> T valid(Supplier<T> options) {
        try {
            return options.get();
        } catch (InvalidInputException e) {
            throw new Problem(400, "invalid-parameter", String.valueOf(e.getMessage()));
        }
    }

    private static boolean perSecond(String text) {
        if (!text.equals("frame") && !text.equals("second")) {
            throw new IllegalArgumentException();
        }
        return text.equals("second");
    }

    private static StandardFormat format(String text) {
        return Stream.of(StandardFormat.JSON, StandardFormat.JSONL, StandardFormat.CSV)
                .filter(format -> format.label().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
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

package dev.mien.training;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words why Jackson could not read a record: the member, its value, and the expected value. */
final class RecordProblem {
    private final JsonNode root;
    private final JsonMappingException failure;

    private RecordProblem(JsonNode root, JsonMappingException failure) {
        this.root = root;
        this.failure = failure;
    }

    /** @param root the JSON that was read */
    static InvalidInputException of(JsonNode root, JsonMappingException failure) {
        return new InvalidInputException(new RecordProblem(root, failure).text(), failure);
    }

    private String text() {
        String place = place();
        if (failure.getCause() instanceof InvalidInputException cause) {
            return place.isEmpty() ? cause.problem() : place + ": " + cause.problem();
        }
        if (failure instanceof UnrecognizedPropertyException surplus) {
            return place + " is unknown, expected only "
                    + surplus.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (failure instanceof InvalidTypeIdException) {
            return (place.isEmpty() ? "the setting" : place) + " has no member 'kind', which tells what it is";
        }
        JsonNode found = found();
        if (found.isMissingNode()) {
            return place + " is missing";
        }
        return failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? place + " is " + found + ", expected " + words(mismatch.getTargetType())
                : place + ": " + JsonProblem.of(failure);
    }

    /** The member's place, such as {@code 'input.augmentations[0].range'}. It is empty if the whole record is wrong. */
    private String place() {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "" : "'" + place + "'";
    }

    private JsonNode found() {
        JsonNode node = root;
        for (JsonMappingException.Reference step : failure.getPath()) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return node;
    }

    private static String words(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        return type == String.class ? "text" : "another form";
    }
}

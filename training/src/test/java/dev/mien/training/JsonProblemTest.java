package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonProblemTest {
    /** What a user reads names no class and no setting of a library. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1,,}|Unexpected character",
                "{\"a\": 1|Unexpected end-of-input",
                "{\"a\": 1} {\"b\": 2}|Trailing token",
                "{\"a\": 1, \"a\": 2}|Duplicate field 'a' for ObjectNode",
                "{\"a\": \u0001}|Illegal character",
            })
    void nothingOfALibrarysOwnIsPassedOn(String json, String start) {
        ObjectMapper mapper = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        JsonProcessingException failure =
                catchThrowableOfType(JsonProcessingException.class, () -> mapper.readTree(json));
        assertThat(JsonProblem.of(failure))
                .startsWith(start)
                .endsWith(")")
                .contains("(line 1, column ")
                .doesNotContain("Feature", "FAIL_ON", "com.", "dev.", "`", "\n");
    }
}

package dev.mien.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the JSON that commands write. */
final class JsonFiles {
    private JsonFiles() {}

    static JsonNode read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static JsonNode parse(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}

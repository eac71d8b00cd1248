package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.MienException;
import java.io.IOException;
import java.io.Writer;

/** Writes JSON piece by piece. */
final class JsonOutput {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Writer target;
    private final JsonGenerator json;

    /** Writes a piece. */
    @FunctionalInterface
    interface Piece {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Begins the output.
     *
     * @param target stays open
     * @param lines whether each value is on one line; otherwise values are indented
     */
    JsonOutput(Writer target, boolean lines) {
        this.target = target;
        try {
            json = MAPPER.createGenerator(target);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(lines ? new MinimalPrettyPrinter("") : new DefaultPrettyPrinter());
    }

    private static MienException cannotWrite(IOException e) {
        return new MienException("cannot write the answers: " + e.getMessage(), e);
    }

    /** Writes a piece that can be read at once. */
    void put(Piece piece) {
        try {
            piece.write(json);
            json.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Ends a line after a complete value. */
    void endLine() {
        try {
            target.write('\n');
            target.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }
}

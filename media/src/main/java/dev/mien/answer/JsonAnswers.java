package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import java.io.IOException;
import java.io.Writer;

/** Answers as JSON. */
final class JsonAnswers implements AnswerWriter {
    /** The arrangement of the objects. */
    enum Frame {
        /** A single object. */
        OBJECT,
        /** An array of objects. */
        ARRAY,
        /** One object on each line. */
        LINES
    }

    private final JsonOutput output;
    private final Frame frame;

    JsonAnswers(Writer target, Frame frame) {
        this.frame = frame;
        output = new JsonOutput(target, frame == Frame.LINES);
        if (frame == Frame.ARRAY) {
            output.put(JsonGenerator::writeStartArray);
        }
    }

    @Override
    public void write(PictureAnswer answer) {
        output.put(json -> write(json, answer));
        if (frame == Frame.LINES) {
            output.endLine();
        }
    }

    static void write(JsonGenerator json, PictureAnswer answer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", FaceJson.VERSION);
        json.writeStringField("file", answer.source().file());
        if (answer.error().isPresent()) {
            json.writeStringField("error", answer.error().get());
        }
        if (answer.wasRead()) {
            json.writeNumberField("width", answer.width());
            json.writeNumberField("height", answer.height());
        }
        json.writeArrayFieldStart("faces");
        for (Recognition face : answer.faces()) {
            json.writeStartObject();
            FaceJson.write(json, face);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void end() {
        if (frame == Frame.ARRAY) {
            output.put(JsonGenerator::writeEndArray);
        }
        if (frame != Frame.LINES) {
            output.endLine();
        }
    }
}

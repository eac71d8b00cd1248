package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoInfo;
import java.io.Writer;

/** Pictures and videos as one array of objects. */
final class JsonMedia implements MediaWriter {
    private final JsonOutput output;

    JsonMedia(Writer target) {
        output = new JsonOutput(target, false);
        output.put(JsonGenerator::writeStartArray);
    }

    @Override
    public void write(PictureAnswer answer) {
        output.put(json -> JsonAnswers.write(json, answer));
    }

    @Override
    public FrameWriter video(String file, VideoInfo video) {
        return new JsonFrames(output, file, video);
    }

    @Override
    public void end() {
        output.put(JsonGenerator::writeEndArray);
        output.endLine();
    }
}

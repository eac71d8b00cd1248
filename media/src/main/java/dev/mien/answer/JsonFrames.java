package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.PersonSummary;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoSummary;
import java.io.IOException;
import java.io.Writer;

/** A video as JSON: one object with an array of frames, or a frame on each line. */
final class JsonFrames implements FrameWriter {
    private final JsonOutput output;
    private final String file;
    private final boolean lines;
    private final boolean alone;

    /** A document with a single video. */
    JsonFrames(Writer target, String file, VideoInfo video, boolean lines) {
        this(new JsonOutput(target, lines), file, video, lines, true);
    }

    /** One video of an array. */
    JsonFrames(JsonOutput output, String file, VideoInfo video) {
        this(output, file, video, false, false);
    }

    private JsonFrames(JsonOutput output, String file, VideoInfo video, boolean lines, boolean alone) {
        this.alone = alone;
        this.output = output;
        this.file = file;
        this.lines = lines;
        if (!lines) {
            output.put(json -> begin(json, video));
        }
    }

    private void begin(JsonGenerator json, VideoInfo video) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", FaceJson.VERSION);
        json.writeStringField("file", file);
        json.writeNumberField("width", video.width());
        json.writeNumberField("height", video.height());
        json.writeNumberField("frame_rate", FaceJson.seconds(video.frameRate()));
        json.writeArrayFieldStart("frames");
    }

    @Override
    public void write(TrackedFrame frame) {
        output.put(json -> {
            json.writeStartObject();
            if (lines) {
                json.writeNumberField("version", FaceJson.VERSION);
                json.writeStringField("file", file);
            }
            json.writeNumberField("frame", frame.number());
            json.writeNumberField("time", FaceJson.seconds(frame.time()));
            json.writeArrayFieldStart("faces");
            for (TrackedFace face : frame.faces()) {
                json.writeStartObject();
                json.writeNumberField("track", face.track());
                json.writeBooleanField("predicted", face.predicted());
                FaceJson.write(json, face.recognition());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        if (lines) {
            output.endLine();
        }
    }

    private void writeError(String problem) {
        output.put(json -> {
            json.writeStartObject();
            json.writeNumberField("version", FaceJson.VERSION);
            json.writeStringField("file", file);
            json.writeStringField("error", problem);
            json.writeEndObject();
        });
        output.endLine();
    }

    @Override
    public void end(VideoSummary summary) {
        if (lines) {
            summary.problem().ifPresent(this::writeError);
            return;
        }
        output.put(json -> {
            json.writeEndArray();
            json.writeNumberField("seconds", FaceJson.seconds(summary.seconds()));
            json.writeArrayFieldStart("tracks");
            for (PersonSummary person : summary.people()) {
                PersonJson.write(json, person);
            }
            json.writeEndArray();
            if (summary.problem().isPresent()) {
                json.writeStringField("error", summary.problem().get());
            }
            json.writeEndObject();
        });
        if (alone) {
            output.endLine();
        }
    }
}

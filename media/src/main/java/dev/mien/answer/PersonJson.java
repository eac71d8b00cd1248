package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.Emotion;
import dev.mien.video.PersonSummary;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/** What a video showed of a person, as a JSON object. */
final class PersonJson {
    private PersonJson() {}

    static void write(JsonGenerator json, PersonSummary person) throws IOException {
        PersonSummary.Presence presence = person.presence();
        json.writeStartObject();
        json.writeNumberField("track", person.track());
        json.writeNumberField("first", FaceJson.seconds(presence.first()));
        json.writeNumberField("last", FaceJson.seconds(presence.last()));
        json.writeNumberField("seconds", FaceJson.seconds(presence.seconds()));
        json.writeNumberField("frames", presence.frames());
        json.writeNumberField("share_of_frames", FaceJson.score(presence.share()));
        json.writeStringField("emotion", person.mean().emotion().label());
        scores(json, "mean", person.mean()::of);
        scores(json, "peak", emotion -> person.peak().getOrDefault(emotion, 0.0));
        scores(json, "share_of_time", emotion -> person.timeShares().getOrDefault(emotion, 0.0));
        json.writeNumberField("changes_per_minute", FaceJson.score(person.changesPerMinute()));
        if (person.person().isPresent()) {
            json.writeNumberField(FaceJson.PERSON, person.person().getAsInt());
        }
        json.writeEndObject();
    }

    private static void scores(JsonGenerator json, String name, ToDoubleFunction<Emotion> value) throws IOException {
        json.writeObjectFieldStart(name);
        for (Emotion emotion : Emotion.all()) {
            json.writeNumberField(emotion.label(), FaceJson.score(value.applyAsDouble(emotion)));
        }
        json.writeEndObject();
    }
}

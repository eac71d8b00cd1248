package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.Label;
import dev.mien.LabelSet;
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
        json.writeStringField("emotion", person.mean().label().name());
        LabelSet labels = person.mean().labels();
        scores(json, labels, "mean", person.mean()::of);
        scores(json, labels, "peak", label -> person.peak().getOrDefault(label, 0.0));
        scores(json, labels, "share_of_time", label -> person.timeShares().getOrDefault(label, 0.0));
        json.writeNumberField("changes_per_minute", FaceJson.score(person.changesPerMinute()));
        if (person.person().isPresent()) {
            json.writeNumberField(FaceJson.PERSON, person.person().getAsInt());
        }
        json.writeEndObject();
    }

    private static void scores(JsonGenerator json, LabelSet labels, String name, ToDoubleFunction<Label> value)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Label label : labels.labels()) {
            json.writeNumberField(label.name(), FaceJson.score(value.applyAsDouble(label)));
        }
        json.writeEndObject();
    }
}

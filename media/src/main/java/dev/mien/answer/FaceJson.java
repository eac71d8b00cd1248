package dev.mien.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.Label;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.recognition.Recognition;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** One face as a JSON object. Pictures and videos share this form. */
final class FaceJson {
    /**
     * The version of the form. Another version may lack a field or give it another meaning. New fields do not change
     * it.
     */
    static final int VERSION = 2;

    /** The field and the column with the number of a person in all files. */
    static final String PERSON = "person_across_files";

    private static final int SCORE_DIGITS = 6;
    private static final int PIXEL_DIGITS = 2;
    private static final int TIME_DIGITS = 6;

    private FaceJson() {}

    /** Writes the fields of a face into an open object. */
    static void write(JsonGenerator json, Recognition face) throws IOException {
        box(json, face.box());
        json.writeStringField("emotion", face.label().name());
        json.writeNumberField("confidence", score(face.confidence()));
        json.writeBooleanField("unsure", face.isUnsure());
        json.writeObjectFieldStart("scores");
        for (Label label : face.scores().labels().labels()) {
            json.writeNumberField(label.name(), score(face.scores().of(label)));
        }
        json.writeEndObject();
        if (face.ferPlus().isPresent()) {
            ferPlus(json, face.ferPlus().get());
        }
        json.writeNumberField("detection_score", score(face.detectionScore()));
        Map<Keypoint, Point> points = face.keypoints().orElse(Keypoints.NONE).points();
        if (!points.isEmpty()) {
            keypoints(json, points);
        }
        if (face.person().isPresent()) {
            json.writeNumberField(PERSON, face.person().getAsInt());
        }
    }

    private static void box(JsonGenerator json, Box box) throws IOException {
        json.writeObjectFieldStart("box");
        json.writeNumberField("x", pixels(box.x()));
        json.writeNumberField("y", pixels(box.y()));
        json.writeNumberField("width", pixels(box.width()));
        json.writeNumberField("height", pixels(box.height()));
        json.writeEndObject();
    }

    private static void ferPlus(JsonGenerator json, FerPlusScores scores) throws IOException {
        json.writeObjectFieldStart("ferplus");
        for (FerPlusClass emotion : FerPlusClass.emotions()) {
            json.writeNumberField(emotion.label(), score(scores.of(emotion)));
        }
        json.writeEndObject();
    }

    private static void keypoints(JsonGenerator json, Map<Keypoint, Point> points) throws IOException {
        json.writeObjectFieldStart("keypoints");
        for (Map.Entry<Keypoint, Point> entry : points.entrySet()) {
            json.writeObjectFieldStart(entry.getKey().label());
            json.writeNumberField("x", pixels(entry.getValue().x()));
            json.writeNumberField("y", pixels(entry.getValue().y()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Rounds to six digits after the point. */
    static BigDecimal score(double value) {
        return rounded(value, SCORE_DIGITS);
    }

    /** Rounds to hundredths of a pixel. */
    static BigDecimal pixels(double value) {
        return rounded(value, PIXEL_DIGITS);
    }

    /** Rounds to microseconds. */
    static BigDecimal seconds(double value) {
        return rounded(value, TIME_DIGITS);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}

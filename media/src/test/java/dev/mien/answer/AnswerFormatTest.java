package dev.mien.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureSource;
import dev.mien.dataset.FerPlusScores;
import dev.mien.face.Box;
import dev.mien.face.Keypoint;
import dev.mien.face.Keypoints;
import dev.mien.face.Point;
import dev.mien.recognition.Recognition;
import dev.mien.video.VideoInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
    private static final PictureSource SOURCE = source("photos/Отпуск, \"2\".jpg");

    private static PictureSource source(String path) {
        return new PictureSource.File(Path.of(path), Path.of("photos"));
    }

    private static Recognition sure() {
        Keypoints keypoints = new Keypoints(Map.of(
                Keypoint.NOSE_TIP, new Point(30, 40),
                Keypoint.LEFT_EYE, new Point(40, 30.333),
                Keypoint.RIGHT_EYE, new Point(20, 30)));
        return new Recognition(
                new Box(10, 20.456, 40, 41),
                Optional.of(keypoints),
                0.93,
                new EmotionScores(new double[] {0.01, 0, 0, 0.9, 0.02, 0.03, 0.04}),
                Optional.of(new FerPlusScores(new double[] {0.1, 0.9, 0, 0, 0, 0, 0, 0})),
                0.5);
    }

    private static Recognition unsure() {
        return new Recognition(
                new Box(100, 20, 40, 40),
                Optional.empty(),
                1,
                new EmotionScores(new double[] {0.3, 0, 0.25, 0.05, 0.2, 0.1, 0.1}),
                Optional.empty(),
                0.5);
    }

    private static final List<PictureAnswer> ANSWERS = List.of(
            new PictureAnswer(SOURCE, 640, 480, List.of(sure(), unsure())),
            new PictureAnswer(source("photos/sea.png"), 64, 48, List.of()),
            new PictureAnswer(
                    source("photos/bad.gif"),
                    0,
                    0,
                    List.of(),
                    Optional.of("photos/bad.gif is cut off: replace or remove it"),
                    true,
                    false));

    @Test
    void eachStandardFormatIsKnownByItsName() {
        for (StandardFormat format : StandardFormat.values()) {
            assertThat(AnswerFormats.named(format.name())).isSameAs(format);
        }
        assertThatThrownBy(() -> AnswerFormats.register(StandardFormat.CSV))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the name 'csv' of the format of answers is taken: choose another name");
    }

    /** Only its label matters. */
    private record Labelled(String label) implements AnswerFormat {
        @Override
        public String ending() {
            return "txt";
        }

        @Override
        public boolean isForPeople() {
            return true;
        }

        @Override
        public AnswerWriter writer(Writer target, Layout layout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FrameWriter writer(Writer target, String file, VideoInfo video) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aLabelWithACapitalIsRefusedBecauseNoNameWouldFindIt() {
        for (String label : List.of("JSON", "Markdown")) {
            assertThatThrownBy(() -> AnswerFormats.register(new Labelled(label)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("the name of the format of answers is '" + label + "', expected lower-case letters,"
                            + " digits, '.', '_', '+' and '-', the first of them a letter or a digit");
        }
        assertThat(AnswerFormats.names()).doesNotContain("JSON", "Markdown");
        AnswerFormat lower = new Labelled("form-of-test");
        AnswerFormats.register(lower);
        assertThat(AnswerFormats.named("Form-of-Test")).isSameAs(lower);
    }

    private static String write(AnswerFormat format, boolean single, boolean bars, PictureAnswer... answers) {
        StringWriter text = new StringWriter();
        AnswerWriter writer = format.writer(text, new AnswerFormat.Layout(single, bars));
        Arrays.stream(answers).forEach(writer::write);
        writer.end();
        return text.toString();
    }

    private static String write(AnswerFormat format) {
        return write(format, false, false, ANSWERS.toArray(PictureAnswer[]::new));
    }

    @Test
    void onePictureNamedItselfIsOneObject() throws IOException {
        JsonNode json = new ObjectMapper().readTree(write(StandardFormat.JSON, true, false, ANSWERS.get(0)));
        assertThat(json.fieldNames()).toIterable().containsExactly("version", "file", "width", "height", "faces");
        assertThat(json.path("version").asInt()).isEqualTo(2);
        assertThat(json.path("file").asText()).isEqualTo("photos/Отпуск, \"2\".jpg");
        JsonNode face = json.path("faces").path(0);
        assertThat(face.fieldNames())
                .toIterable()
                .containsExactly(
                        "box", "emotion", "confidence", "unsure", "scores", "ferplus", "detection_score", "keypoints");
        assertThat(face.path("box").toString()).isEqualTo("{\"x\":10.0,\"y\":20.46,\"width\":40.0,\"height\":41.0}");
        assertThat(face.path("emotion").asText()).isEqualTo("happy");
        assertThat(face.path("confidence").asDouble()).isEqualTo(0.9);
        assertThat(face.path("scores").fieldNames())
                .toIterable()
                .containsExactly("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");
        assertThat(face.path("scores").path("neutral").asDouble()).isEqualTo(0.04);
        assertThat(face.path("ferplus").path("happiness").asDouble()).isEqualTo(0.9);
        assertThat(face.path("keypoints").toString())
                .isEqualTo(
                        "{\"right_eye\":{\"x\":20.0,\"y\":30.0},\"left_eye\":{\"x\":40.0,\"y\":30.33},\"nose_tip\":{\"x\":30.0,\"y\":40.0}}");
        JsonNode second = json.path("faces").path(1);
        assertThat(second.path("unsure").asBoolean()).isTrue();
        assertThat(second.has("ferplus")).isFalse();
        assertThat(second.has("keypoints")).isFalse();
    }

    @Test
    void severalAreAnArrayAndErrorsStandInIt() throws IOException {
        JsonNode json = new ObjectMapper().readTree(write(StandardFormat.JSON));
        assertThat(json.isArray()).isTrue();
        assertThat(json).hasSize(3);
        assertThat(json.path(1).path("faces")).isEmpty();
        assertThat(json.path(1).has("error")).isFalse();
        assertThat(json.path(2).toString())
                .isEqualTo(
                        "{\"version\":2,\"file\":\"photos/bad.gif\",\"error\":\"photos/bad.gif is cut off: replace or"
                                + " remove it\",\"faces\":[]}");
        assertThat(new ObjectMapper().readTree(write(StandardFormat.JSON, false, false)))
                .isEmpty();
    }

    @Test
    void linesCanBeReadOneByOne() throws IOException {
        String[] lines = write(StandardFormat.JSONL).split("\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[3]).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(new ObjectMapper().readTree(lines[i]).path("file").asText())
                    .isEqualTo(ANSWERS.get(i).source().file());
        }
    }

    @Test
    void csvHasALineForEachFaceAndForEachPictureWithout() {
        assertThat(write(StandardFormat.CSV)).isEqualTo("""
                        file,face,x,y,width,height,detection_score,emotion,confidence,unsure,angry,disgust,fear,happy,sad,surprise,neutral,error,person_across_files
                        "photos/Отпуск, ""2"".jpg",1,10.00,20.46,40.00,41.00,0.930000,happy,0.900000,false,0.010000,0.000000,0.000000,0.900000,0.020000,0.030000,0.040000,,
                        "photos/Отпуск, ""2"".jpg",2,100.00,20.00,40.00,40.00,1.000000,angry,0.300000,true,0.300000,0.000000,0.250000,0.050000,0.200000,0.100000,0.100000,,
                        photos/sea.png,0,,,,,,,,,,,,,,,,,
                        photos/bad.gif,0,,,,,,,,,,,,,,,,photos/bad.gif is cut off: replace or remove it,
                        """);
    }

    @Test
    void textIsForReading() {
        assertThat(write(StandardFormat.TEXT)).isEqualTo("""
                        photos/Отпуск, "2".jpg (640 x 480): 2 faces, from left to right
                           1  happy     90 %  at   10,   20,   40 x 41    (happy 90, neutral 4, surprise 3)
                           2  angry     30 %  at  100,   20,   40 x 40    (angry 30, fear 25, sad 20)  unsure
                        photos/sea.png (64 x 48): no face found
                        photos/bad.gif: not read. photos/bad.gif is cut off: replace or remove it
                        3 pictures: 2 faces in 1 of them, 1 without a face, 1 not read. angry 1, happy 1; 1 unsure
                        """);
    }

    @Test
    void aTerminalShowsBars() {
        assertThat(write(StandardFormat.TEXT, true, true, ANSWERS.get(0))).startsWith("""
                        photos/Отпуск, "2".jpg (640 x 480): 2 faces, from left to right
                           1  happy     90 %  at   10,   20,   40 x 41
                                happy     90 %  █████████████████████▋
                                neutral    4 %  █
                                surprise   3 %  ▊
                        """);
    }
}

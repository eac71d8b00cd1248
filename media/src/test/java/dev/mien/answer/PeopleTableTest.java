package dev.mien.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.Label;
import dev.mien.LabelSet;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureSource;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.PersonSummary;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables of people, and means of seconds. */
class PeopleTableTest {
    private static EmotionScores scores(double happy) {
        return new EmotionScores(new double[] {0, 0, 0, happy, 1 - happy, 0, 0});
    }

    private static Recognition face(double x, double happy) {
        return new Recognition(new Box(x, 2, 3, 4), Optional.empty(), 0.5, scores(happy), Optional.empty(), 0.5);
    }

    private static VideoSummary video(Optional<String> problem) {
        PersonSummary person = new PersonSummary(
                3,
                new PersonSummary.Presence(0.5, 9.5, 8, 200, 0.8),
                scores(0.6),
                Map.of(Label.of(Emotion.HAPPY), 0.9, Label.of(Emotion.SAD), 0.7),
                Map.of(Label.of(Emotion.HAPPY), 0.75, Label.of(Emotion.SAD), 0.25),
                4);
        return new VideoSummary(250, 10, 1, List.of(person), problem);
    }

    private static Map<String, String> cells(String line) {
        String[] names = PeopleTable.header(LabelSet.FER2013).strip().split(",");
        String[] values = line.replaceFirst("\n$", "").split(",", -1);
        assertThat(values).hasSameSizeAs(names);
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            cells.put(names[i], values[i]);
        }
        return cells;
    }

    @Test
    void aPersonOfAVideoIsALine() {
        assertThat(cells(PeopleTable.of("a.mp4", video(Optional.empty()), LabelSet.FER2013)))
                .containsEntry("file", "a.mp4")
                .containsEntry("person", "3")
                .containsEntry("seconds", "8.000000")
                .containsEntry("frames", "200")
                .containsEntry("share_of_frames", "0.800000")
                .containsEntry("emotion", "happy")
                .containsEntry("changes_per_minute", "30.000000")
                .containsEntry("happy_mean", "0.600000")
                .containsEntry("happy_peak", "0.900000")
                .containsEntry("sad_share", "0.250000")
                .containsEntry("fear_peak", "0.000000")
                .containsEntry("video_frames", "250")
                .containsEntry("video_seconds", "10.000000")
                .containsEntry("error", "");
    }

    @Test
    void aPictureHasWhatNeedsNoTime() {
        PictureSource source = new PictureSource.File(Path.of("p.jpg"), Path.of(""));
        PictureAnswer answer = new PictureAnswer(source, 10, 10, List.of(face(1, 0.8), face(5, 0.4)));
        String[] lines = PeopleTable.of(answer, LabelSet.FER2013).split("\n");
        assertThat(lines).hasSize(2);
        assertThat(cells(lines[1]))
                .containsEntry("person", "2")
                .containsEntry("emotion", "sad")
                .containsEntry("seconds", "")
                .containsEntry("happy_mean", "0.400000")
                .containsEntry("happy_share", "")
                .containsEntry("video_frames", "");
        assertThat(cells(PeopleTable.of(new PictureAnswer(source, 10, 10, List.of()), LabelSet.FER2013)))
                .containsEntry("person", "0");
    }

    /** Names with commas, quotes and line feeds come back; a file that could not be read is read again. */
    @Test
    void aTableIsReadAgain() {
        String odd = "odd, \"name\"\n.mp4";
        VideoSummary nobody = new VideoSummary(250, 10, 1, List.of(), Optional.of("damaged, a little"));
        PictureAnswer failed = new PictureAnswer(
                new PictureSource.File(Path.of("bad.jpg"), Path.of("")),
                0,
                0,
                List.of(),
                Optional.of("bad.jpg is cut off"),
                false,
                false);
        String table = PeopleTable.of(odd, video(Optional.of("cut off")), LabelSet.FER2013)
                + PeopleTable.of("empty.mp4", nobody, LabelSet.FER2013)
                + PeopleTable.of(failed, LabelSet.FER2013);
        Map<String, String> files = PeopleTable.read(PeopleTable.header(LabelSet.FER2013), table);
        assertThat(files.keySet()).containsExactly(odd, "empty.mp4");
        assertThat(String.join("", files.values())).isEqualTo(table.substring(0, table.indexOf("bad.jpg,")));
    }

    @Test
    void aSecondIsTheMeanOfItsFrames() {
        List<TrackedFrame> seconds = new ArrayList<>();
        List<VideoSummary> ends = new ArrayList<>();
        FrameWriter means = new SecondAverages(new FrameWriter() {
            @Override
            public void write(TrackedFrame frame) {
                seconds.add(frame);
            }

            @Override
            public void end(VideoSummary summary) {
                ends.add(summary);
            }
        });
        means.write(frame(0, 0, new TrackedFace(1, face(10, 1), false)));
        means.write(frame(1, 0.4, new TrackedFace(1, face(20, 0.5), true), new TrackedFace(2, face(90, 0), true)));
        means.write(frame(2, 1.1));
        means.write(frame(3, 4.9, new TrackedFace(1, face(30, 0.2), false)));
        means.end(video(Optional.empty()));
        assertThat(seconds).extracting(TrackedFrame::time).containsExactly(0.0, 1.0, 4.0);
        assertThat(seconds).extracting(TrackedFrame::number).containsExactly(0L, 2L, 3L);
        TrackedFace one = seconds.get(0).faces().get(0);
        assertThat(one.recognition().box().x()).isEqualTo(15);
        assertThat(one.recognition().scores().of(Emotion.HAPPY)).isCloseTo(0.75, within(1e-9));
        assertThat(one.predicted()).isFalse();
        assertThat(seconds.get(0).faces().get(1).predicted()).isTrue();
        assertThat(seconds.get(1).faces()).isEmpty();
        assertThat(ends).hasSize(1);
    }

    private static TrackedFrame frame(long number, double time, TrackedFace... faces) {
        return new TrackedFrame(number, time, RgbImage.of(1, 1, new byte[3]), Arrays.asList(faces));
    }
}

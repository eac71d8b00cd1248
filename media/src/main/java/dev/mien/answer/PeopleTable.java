package dev.mien.answer;

import dev.mien.Emotion;
import dev.mien.batch.PictureAnswer;
import dev.mien.io.Csv;
import dev.mien.recognition.Recognition;
import dev.mien.video.PersonSummary;
import dev.mien.video.VideoSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of people in CSV: a line for each person of each file, and a line with person 0 for a file without faces.
 * docs/output.md describes the columns.
 */
public final class PeopleTable {
    private static final List<String> BEFORE_EMOTIONS = List.of(
            "file", "person", "first", "last", "seconds", "frames", "share_of_frames", "emotion", "changes_per_minute");
    private static final List<String> KINDS = List.of("mean", "peak", "share");

    private static final Pattern FIRST_CELL = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^,]*),", Pattern.DOTALL);

    /** The end of a line of a file that could not be read: no person, no frames, and an error. */
    private static final Pattern UNREAD = Pattern.compile(",0,{30,},\"?[^,\n]", Pattern.DOTALL);

    private PeopleTable() {}

    /** The line with the names of the columns. */
    public static String header() {
        List<String> names = new ArrayList<>(BEFORE_EMOTIONS);
        for (String kind : KINDS) {
            Emotion.all().forEach(emotion -> names.add(emotion.label() + "_" + kind));
        }
        names.addAll(List.of("video_frames", "video_seconds", "error", FaceJson.PERSON));
        return Csv.line(names);
    }

    /** The lines of a video. */
    public static String of(String file, VideoSummary video) {
        List<String> after = List.of(
                Long.toString(video.frames()),
                FaceJson.seconds(video.seconds()).toPlainString(),
                video.problem().orElse(""));
        if (video.people().isEmpty()) {
            return nobody(file, after);
        }
        StringBuilder lines = new StringBuilder();
        video.people().forEach(person -> lines.append(line(file, person, after)));
        return lines.toString();
    }

    /** The lines of a picture. What needs time is empty. */
    public static String of(PictureAnswer answer) {
        String file = answer.source().file();
        List<String> after = List.of("", "", answer.error().orElse(""));
        if (answer.faces().isEmpty()) {
            return nobody(file, after);
        }
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (Recognition face : answer.faces()) {
            number++;
            List<String> cells = new ArrayList<>(List.of(file, Integer.toString(number), "", "", "", "", "1.000000"));
            cells.addAll(List.of(face.emotion().label(), ""));
            add(cells, face.scores()::of);
            add(cells, face.scores()::of);
            cells.addAll(Collections.nCopies(Emotion.COUNT, ""));
            cells.addAll(after);
            cells.add(FaceCells.person(face.person()));
            lines.append(Csv.line(cells));
        }
        return lines.toString();
    }

    /**
     * The lines of a table by their files, without those of files that could not be read.
     *
     * @param lines without the header
     */
    public static Map<String, String> read(String lines) {
        Map<String, String> files = new LinkedHashMap<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < lines.length(); i++) {
            quoted ^= lines.charAt(i) == '"';
            if (lines.charAt(i) == '\n' && !quoted) {
                String line = lines.substring(begin, i + 1);
                Matcher first = FIRST_CELL.matcher(line);
                if (first.lookingAt() && !UNREAD.matcher(line).find()) {
                    String cell = first.group(1);
                    String file = cell.startsWith("\"")
                            ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                            : cell;
                    files.merge(file, line, String::concat);
                }
                begin = i + 1;
            }
        }
        return files;
    }

    private static String nobody(String file, List<String> after) {
        List<String> cells = new ArrayList<>(List.of(file, "0"));
        cells.addAll(Collections.nCopies(BEFORE_EMOTIONS.size() - 2 + KINDS.size() * Emotion.COUNT, ""));
        cells.addAll(after);
        cells.add("");
        return Csv.line(cells);
    }

    private static String line(String file, PersonSummary person, List<String> after) {
        PersonSummary.Presence presence = person.presence();
        List<String> cells = new ArrayList<>(List.of(
                file,
                Integer.toString(person.track()),
                FaceJson.seconds(presence.first()).toPlainString(),
                FaceJson.seconds(presence.last()).toPlainString(),
                FaceJson.seconds(presence.seconds()).toPlainString(),
                Long.toString(presence.frames()),
                FaceJson.score(presence.share()).toPlainString(),
                person.mean().emotion().label(),
                FaceJson.score(person.changesPerMinute()).toPlainString()));
        add(cells, person.mean()::of);
        add(cells, emotion -> person.peak().getOrDefault(emotion, 0.0));
        add(cells, emotion -> person.timeShares().getOrDefault(emotion, 0.0));
        cells.addAll(after);
        cells.add(FaceCells.person(person.person()));
        return Csv.line(cells);
    }

    private static void add(List<String> cells, ToDoubleFunction<Emotion> value) {
        Emotion.all()
                .forEach(emotion ->
                        cells.add(FaceJson.score(value.applyAsDouble(emotion)).toPlainString()));
    }
}

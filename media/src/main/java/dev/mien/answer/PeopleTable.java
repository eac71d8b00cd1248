package dev.mien.answer;

import dev.mien.Label;
import dev.mien.LabelSet;
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
import java.util.Optional;
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
    private static final List<String> AFTER_EMOTIONS =
            List.of("video_frames", "video_seconds", "error", FaceJson.PERSON);
    private static final List<String> KINDS = List.of("mean", "peak", "share");

    private static final Pattern FIRST_CELL = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^,]*),", Pattern.DOTALL);

    private PeopleTable() {}

    /** The line with the names of the columns. */
    public static String header(LabelSet labels) {
        List<String> names = new ArrayList<>(BEFORE_EMOTIONS);
        for (String kind : KINDS) {
            labels.names().forEach(name -> names.add(name + "_" + kind));
        }
        names.addAll(AFTER_EMOTIONS);
        return Csv.line(names);
    }

    /** The line with the names of the columns of a table; empty if it is no such table. */
    public static Optional<String> header(String table) {
        String line = table.substring(0, table.indexOf('\n') + 1);
        boolean fits = line.startsWith(String.join(",", BEFORE_EMOTIONS) + ",")
                && line.endsWith("," + String.join(",", AFTER_EMOTIONS) + "\n");
        return fits ? Optional.of(line) : Optional.empty();
    }

    /**
     * The lines of a video.
     *
     * @param labels the classes of the model that read it
     */
    public static String of(String file, VideoSummary video, LabelSet labels) {
        List<String> after = List.of(
                Long.toString(video.frames()),
                FaceJson.seconds(video.seconds()).toPlainString(),
                video.problem().orElse(""));
        if (video.people().isEmpty()) {
            return nobody(file, labels, after);
        }
        StringBuilder lines = new StringBuilder();
        video.people().forEach(person -> lines.append(line(file, person, after)));
        return lines.toString();
    }

    /**
     * The lines of a picture. What needs time is empty.
     *
     * @param labels the classes of the model that read it
     */
    public static String of(PictureAnswer answer, LabelSet labels) {
        String file = answer.source().file();
        List<String> after = List.of("", "", answer.error().orElse(""));
        if (answer.faces().isEmpty()) {
            return nobody(file, labels, after);
        }
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (Recognition face : answer.faces()) {
            number++;
            List<String> cells = new ArrayList<>(List.of(file, Integer.toString(number), "", "", "", "", "1.000000"));
            cells.addAll(List.of(face.label().name(), ""));
            add(cells, labels, face.scores()::of);
            add(cells, labels, face.scores()::of);
            cells.addAll(Collections.nCopies(labels.size(), ""));
            cells.addAll(after);
            cells.add(FaceCells.person(face.person()));
            lines.append(Csv.line(cells));
        }
        return lines.toString();
    }

    /**
     * The lines of a table by their files, without those of files that could not be read.
     *
     * @param header the names of the columns
     * @param lines the lines after the header
     */
    public static Map<String, String> read(String header, String lines) {
        Pattern unread = unread(header);
        Map<String, String> files = new LinkedHashMap<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < lines.length(); i++) {
            quoted ^= lines.charAt(i) == '"';
            if (lines.charAt(i) == '\n' && !quoted) {
                String line = lines.substring(begin, i + 1);
                Matcher first = FIRST_CELL.matcher(line);
                if (first.lookingAt() && !unread.matcher(line).find()) {
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

    /** A line of a file that could not be read from its person on: none, no frames, and an error. */
    private static Pattern unread(String header) {
        long commas = header.chars().filter(character -> character == ',').count();
        return Pattern.compile(",0,{" + (commas - 2) + "}\"?[^,\n]", Pattern.DOTALL);
    }

    private static String nobody(String file, LabelSet labels, List<String> after) {
        List<String> cells = new ArrayList<>(List.of(file, "0"));
        cells.addAll(Collections.nCopies(BEFORE_EMOTIONS.size() - 2 + KINDS.size() * labels.size(), ""));
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
                person.mean().label().name(),
                FaceJson.score(person.changesPerMinute()).toPlainString()));
        LabelSet labels = person.mean().labels();
        add(cells, labels, person.mean()::of);
        add(cells, labels, label -> person.peak().getOrDefault(label, 0.0));
        add(cells, labels, label -> person.timeShares().getOrDefault(label, 0.0));
        cells.addAll(after);
        cells.add(FaceCells.person(person.person()));
        return Csv.line(cells);
    }

    private static void add(List<String> cells, LabelSet labels, ToDoubleFunction<Label> value) {
        labels.labels()
                .forEach(label ->
                        cells.add(FaceJson.score(value.applyAsDouble(label)).toPlainString()));
    }
}

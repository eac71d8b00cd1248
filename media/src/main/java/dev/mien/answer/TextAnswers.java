package dev.mien.answer;

import dev.mien.Label;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.PrintableText;
import dev.mien.batch.PictureAnswer;
import dev.mien.recognition.Recognition;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Answers for people: the file, its faces from left to right, and the three strongest classes of each face, with bars
 * on a terminal. A line of counts ends several pictures.
 */
final class TextAnswers implements AnswerWriter {
    private static final int SHOWN = 3;
    private static final int NARROWEST = 8;
    private static final int BAR = 24;
    private static final int EIGHTHS = 8;
    private static final String BLOCKS = " ▏▎▍▌▋▊▉";

    private final Writer target;
    private final boolean bars;
    private final PictureCounts counts = new PictureCounts();

    TextAnswers(Writer target, boolean bars) {
        this.target = target;
        this.bars = bars;
    }

    @Override
    public void write(PictureAnswer answer) {
        counts.add(answer);
        StringBuilder text = new StringBuilder();
        String error = answer.error().orElse("");
        if (!answer.wasRead()) {
            text.append(PrintableText.of(answer.source().file()))
                    .append(": not read. ")
                    .append(error);
            text.append('\n');
        } else {
            text.append(heading(answer)).append('\n');
            for (int i = 0; i < answer.faces().size(); i++) {
                text.append(
                        bars
                                ? tall(i + 1, answer.faces().get(i))
                                : flat(i + 1, answer.faces().get(i)));
            }
            text.append(error.isEmpty() ? "" : "  " + error + "\n");
        }
        put(text.toString());
    }

    private void put(String text) {
        try {
            target.write(text);
            target.flush();
        } catch (IOException e) {
            throw new MienException("cannot write the answers: " + e.getMessage(), e);
        }
    }

    private static String heading(PictureAnswer answer) {
        int faces = answer.faces().size();
        return String.format(
                Locale.ROOT,
                "%s (%d x %d): %s",
                PrintableText.of(answer.source().file()),
                answer.width(),
                answer.height(),
                faces == 0 ? "no face found" : faces == 1 ? "1 face" : faces + " faces, from left to right");
    }

    private static String summary(int number, Recognition face) {
        return String.format(
                Locale.ROOT,
                "  %2d  %-" + nameWidth(face.scores().labels()) + "s %3.0f %%  at %4.0f, %4.0f, %4.0f x %.0f",
                number,
                face.label().name(),
                100 * face.confidence(),
                face.box().x(),
                face.box().y(),
                face.box().width(),
                face.box().height());
    }

    private static String flat(int number, Recognition face) {
        String best = shown(face).stream()
                .map(label -> String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        label.name(),
                        100 * face.scores().of(label)))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%-48s", summary(number, face)) + "  (" + best + ")"
                + (face.isUnsure() ? "  unsure" : "")
                + person(face.person()) + "\n";
    }

    private static String tall(int number, Recognition face) {
        StringBuilder text = new StringBuilder(summary(number, face));
        text.append(face.isUnsure() ? "  unsure" : "")
                .append(person(face.person()))
                .append('\n');
        int width = nameWidth(face.scores().labels());
        for (Label label : shown(face)) {
            double score = face.scores().of(label);
            text.append(String.format(
                    Locale.ROOT, "        %-" + width + "s %3.0f %%  %s%n", label.name(), 100 * score, bar(score)));
        }
        return text.toString();
    }

    /** The number of a person in all files, after what is said about a face. */
    static String person(OptionalInt number) {
        return number.isPresent() ? "  person " + number.getAsInt() : "";
    }

    /** The width of the column of names, in characters. */
    static int nameWidth(LabelSet labels) {
        return Math.max(
                NARROWEST,
                labels.names().stream().mapToInt(String::length).max().orElse(0));
    }

    private static List<Label> shown(Recognition face) {
        List<Label> ranked = face.scores().rankedLabels();
        return ranked.subList(0, Math.min(SHOWN, ranked.size()));
    }

    /** A bar as long as the score, to an eighth of a character. */
    private static String bar(double score) {
        int eighths = (int) Math.round(score * BAR * EIGHTHS);
        String whole = "█".repeat(eighths / EIGHTHS);
        return eighths % EIGHTHS == 0 ? whole : whole + BLOCKS.charAt(eighths % EIGHTHS);
    }

    @Override
    public void end() {
        counts.line().ifPresent(line -> put(line + "\n"));
    }
}

package dev.mien.cli;

import dev.mien.PrintableText;
import dev.mien.answer.PictureCounts;
import dev.mien.batch.PictureAnswer;
import dev.mien.video.VideoSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a run tells at its end: counts, problems, and the exit code. */
final class RecognizeReport {
    private final RecognizeOutput output;
    private final PictureCounts counts = new PictureCounts();
    private final List<String> problems = new ArrayList<>();
    private Optional<VideoSummary> all = Optional.empty();
    private Optional<String> video = Optional.empty();
    private final boolean alone;
    private OptionalInt people = OptionalInt.empty();
    private boolean ours;
    private int videos;

    /** @param alone whether a single file is read */
    RecognizeReport(RecognizeOutput output, boolean alone) {
        this.output = output;
        this.alone = alone;
    }

    void add(PictureAnswer answer) {
        counts.add(answer);
        ours |= answer.failed();
    }

    /** Takes the number of people in all files. */
    void addPeople(int count) {
        people = OptionalInt.of(count);
    }

    void add(Medium medium, VideoSummary summary) {
        videos++;
        video = Optional.of(medium.file());
        all = Optional.of(all.map(before -> sum(before, summary)).orElse(summary));
        summary.problem().ifPresent(problem -> {
            String text = PrintableText.of(problem);
            String name = PrintableText.of(medium.file());
            problems.add(alone || text.contains(name) ? text : name + ": " + text);
        });
    }

    private static VideoSummary sum(VideoSummary one, VideoSummary other) {
        return new VideoSummary(
                one.frames() + other.frames(),
                one.seconds() + other.seconds(),
                one.workSeconds() + other.workSeconds(),
                List.of(),
                Optional.empty());
    }

    /** Tells everything. Returns the exit code. */
    int explain(List<Medium> media, AnswerOutput answers) {
        if (!output.tellsPeople()) {
            counts.line().ifPresent(output::tell);
        }
        if (videos > 1 || !output.tellsPeople()) {
            all.ifPresent(summary ->
                    output.tell(VideoRun.line(videos > 1 ? videos + " videos" : video.orElseThrow(), summary)));
        }
        people.ifPresent(count -> output.tell(
                count == 1 ? "1 person by looks" : String.format(Locale.ROOT, "%,d people by their looks", count)));
        if (!toldBesideAnswers()) {
            problems.forEach(this::say);
        }
        answers.problems().forEach(this::say);
        int failures = answers.failures();
        int partly = answers.incomplete() - answers.problems().size() - problems.size();
        if (failures > 0 && !(alone && toldBesideAnswers())) {
            say(failures(media, failures) + ". The output says why");
        }
        if (partly > 0) {
            say((alone ? "the " + one(media) + " was" : partly + " of " + media.size() + " " + noun(media) + " were")
                    + " read, but could not be drawn. The output says why");
        }
        output.messages().flush();
        if (failures == 0 && answers.incomplete() == 0) {
            return Main.DONE;
        }
        return failures < media.size() ? Main.PARTLY : ours ? Main.FAILED : Main.MISTAKE;
    }

    /** Whether the answers, which have the problems, are on the terminal that shows the messages. */
    private boolean toldBesideAnswers() {
        return output.answersOnTerminal()
                && output.tellsPeople()
                && output.terminal().isPresent();
    }

    private static String one(List<Medium> media) {
        return noun(media).replaceFirst("s$", "");
    }

    private void say(String problem) {
        output.messages().println("mien: " + problem);
    }

    private static String failures(List<Medium> media, int failures) {
        int all = media.size();
        if (failures < all) {
            return failures + " of " + all + " " + noun(media) + " could not be read";
        }
        return all == 1
                ? "the " + one(media) + " could not be read"
                : "none of the " + all + " " + noun(media) + " could be read";
    }

    private static String noun(List<Medium> media) {
        long films = media.stream().filter(Medium::isVideo).count();
        return films == 0 ? "pictures" : films == media.size() ? "videos" : "files";
    }
}

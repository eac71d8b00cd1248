package dev.mien.answer;

import dev.mien.Label;
import dev.mien.MienException;
import dev.mien.PrintableText;
import dev.mien.video.PersonSummary;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A video for people: when each person was in sight, and the mean emotions of that time. */
final class TextFrames implements FrameWriter {
    private static final int SHOWN = 3;
    private static final int SECONDS_OF_MINUTE = 60;

    private final Writer target;
    private final String file;
    private final VideoInfo video;

    TextFrames(Writer target, String file, VideoInfo video) {
        this.target = target;
        this.file = PrintableText.of(file);
        this.video = video;
    }

    @Override
    public void write(TrackedFrame frame) {}

    @Override
    public void end(VideoSummary summary) {
        StringBuilder text = new StringBuilder(heading(summary));
        summary.people().forEach(person -> text.append(line(person)));
        summary.problem().ifPresent(problem -> text.append(problem).append('\n'));
        text.append(String.format(Locale.ROOT, "read in %.1f s, %s%n", summary.workSeconds(), summary.speed()));
        try {
            target.write(text.toString());
            target.flush();
        } catch (IOException e) {
            throw new MienException("cannot write the answers: " + e.getMessage(), e);
        }
    }

    private String heading(VideoSummary summary) {
        int people = summary.people().size();
        return String.format(
                Locale.ROOT,
                "%s (%d x %d, %.4g frames a second): %,d frames, %s, %s%n",
                file,
                video.width(),
                video.height(),
                video.frameRate(),
                summary.frames(),
                clock(summary.seconds()),
                people == 0 ? "no face found" : people == 1 ? "1 person" : people + " people");
    }

    private static String line(PersonSummary person) {
        PersonSummary.Presence presence = person.presence();
        List<Label> ranked = person.mean().rankedLabels();
        String best = ranked.subList(0, Math.min(SHOWN, ranked.size())).stream()
                .map(label -> String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        label.name(),
                        100 * person.mean().of(label)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "  %3d  %-" + TextAnswers.nameWidth(person.mean().labels())
                        + "s %3.0f %%  %s to %s, %,d frames  (%s)%s%n",
                person.track(),
                ranked.get(0).name(),
                100 * person.mean().of(ranked.get(0)),
                clock(presence.first()),
                clock(presence.last()),
                presence.frames(),
                best,
                TextAnswers.person(person.person()));
    }

    /** Minutes and seconds: {@code 1:02.5}. */
    private static String clock(double seconds) {
        long tenths = Math.round(10 * seconds);
        return String.format(
                Locale.ROOT,
                "%d:%02d.%d",
                tenths / (10 * SECONDS_OF_MINUTE),
                tenths / 10 % SECONDS_OF_MINUTE,
                tenths % 10);
    }
}

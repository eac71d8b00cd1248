package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.PrintableText;
import dev.mien.answer.FrameWriter;
import dev.mien.answer.SecondAverages;
import dev.mien.batch.PictureRecognizer;
import dev.mien.drawing.Pngs;
import dev.mien.io.ProgramEndingException;
import dev.mien.io.WriteFailedException;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.video.AnnotatedVideo;
import dev.mien.video.FaceTimelines;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoRecognition;
import dev.mien.video.VideoSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads videos one after the other, and writes their answers, marked copies and charts. */
final class VideoRun implements AutoCloseable {
    private final EmotionRecognizer recognizer;
    private final PictureRecognizer reader;
    private final VideoOptions options;
    private final MediaTargets targets;

    VideoRun(RecognizerOptions recognizers, VideoOptions options, MediaTargets targets) {
        recognizer = recognizers.open(recognizers.threads());
        reader = recognizers.reader(recognizer);
        this.options = options;
        this.targets = targets;
    }

    /**
     * Reads a video to its end.
     *
     * @throws MienException if it cannot be opened; then nothing is written
     */
    VideoSummary run(Medium medium, AnswerOutput answers, MediaProgress progress) {
        try (VideoReader video = open(medium)) {
            progress.begin(medium, Optional.of(video.info()));
            Optional<FaceTimelines> timelines = targets.timeline(medium).map(chart -> new FaceTimelines());
            VideoSummary summary = read(new Work(medium, video, timelines), answers, progress);
            timelines.ifPresent(collected -> Pngs.write(
                    collected.chart(String.valueOf(medium.source().place().getFileName()), summary.seconds()),
                    targets.timeline(medium).orElseThrow()));
            return summary;
        }
    }

    /** One video and what is collected of it. */
    private record Work(Medium medium, VideoReader video, Optional<FaceTimelines> timelines) {}

    private static VideoReader open(Medium medium) {
        Path film = medium.film().orElseThrow();
        try {
            return VideoReader.open(film);
        } catch (InvalidInputException e) {
            if (medium.source().original().isPresent()) {
                throw e;
            }
            throw new InvalidInputException(e.problem().replace(film.toString(), "the video on standard input"), e);
        }
    }

    private VideoSummary read(Work work, AnswerOutput answers, MediaProgress progress) {
        try (AnswerOutput.VideoPart part = answers.begin(work.medium.source(), work.video.info())) {
            FrameWriter frames = options.perSecond() ? new SecondAverages(part.frames()) : part.frames();
            VideoSummary summary = guarded(work, frame -> {
                frames.write(frame);
                work.timelines.ifPresent(collected -> collected.accept(frame));
                progress.step();
            });
            progress.end();
            frames.end(summary);
            part.finish();
            return summary;
        }
    }

    /** Among others, a video that fails ends with its problem, so that the document stays whole. */
    private VideoSummary guarded(Work work, Consumer<TrackedFrame> listener) {
        try {
            return recognize(work, listener);
        } catch (ProgramEndingException e) {
            throw e;
        } catch (MienException e) {
            boolean whole = e instanceof WriteFailedException failure && failure.isOfWholeDisk();
            if (whole || targets.media().size() == 1) {
                throw e;
            }
            return new VideoSummary(0, 0, 0, List.of(), Optional.of(RemedyText.of(e)));
        }
    }

    private VideoSummary recognize(Work work, Consumer<TrackedFrame> listener) {
        VideoRecognition recognition = new VideoRecognition(reader::recognize, options.every(), options.tracking());
        return targets.annotated(work.medium)
                .map(AnnotatedVideo::marked)
                .map(annotation -> recognition.run(work.video, listener, annotation))
                .orElseGet(() -> recognition.run(work.video, listener));
    }

    /** A line about the work of one or several videos. */
    static String line(String name, VideoSummary summary) {
        return String.format(
                Locale.ROOT,
                "%s: %,d frames, %.1f s of video read in %.1f s, %s",
                PrintableText.of(name),
                summary.frames(),
                summary.seconds(),
                summary.workSeconds(),
                summary.speed());
    }

    @Override
    public void close() {
        recognizer.close();
    }
}

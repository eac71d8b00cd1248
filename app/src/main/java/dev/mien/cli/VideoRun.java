package dev.mien.cli;

import dev.mien.PrintableText;
import dev.mien.answer.FrameWriter;
import dev.mien.batch.PictureRecognizer;
import dev.mien.drawing.AnnotatedFrames;
import dev.mien.drawing.MarkedFace;
import dev.mien.drawing.Pngs;
import dev.mien.image.RgbImage;
import dev.mien.io.AtomicOutput;
import dev.mien.io.FileNames;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.AnnotatedVideo;
import dev.mien.video.FaceTimelines;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoRecognition;
import dev.mien.video.VideoSummary;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a video and writes the answers. */
final class VideoRun {
    private final PictureRecognizer reader;
    private final VideoOptions options;
    private final RecognizeOutput output;
    private final AnnotatedFrames artist = new AnnotatedFrames();

    VideoRun(PictureRecognizer reader, VideoOptions options, RecognizeOutput output) {
        this.reader = reader;
        this.options = options;
        this.output = output;
    }

    /** Reads a video. Returns the exit code. */
    int run(String file) {
        try (VideoReader video = VideoReader.open(FileNames.parse(file))) {
            VideoTargets targets = VideoTargets.of(output, options, video.file());
            targets.require(video.file());
            Optional<FaceTimelines> timelines = targets.timeline().map(chart -> new FaceTimelines());
            Work work = new Work(video, file, timelines, targets);
            VideoSummary summary = targets.answers().isPresent()
                    ? toFile(work, targets.answers().get())
                    : run(work, new CheckedWriter(output.out()));
            timelines.ifPresent(collected -> Pngs.write(
                    collected.chart(String.valueOf(video.file().getFileName()), summary.seconds()),
                    targets.timeline().orElseThrow()));
            return explain(file, summary);
        }
    }

    /**
     * One video and its outputs.
     *
     * @param name of the video, as given
     */
    private record Work(VideoReader video, String name, Optional<FaceTimelines> timelines, VideoTargets targets) {}

    private VideoSummary toFile(Work work, Path target) {
        try (AtomicOutput part = AtomicOutput.begin(target)) {
            VideoSummary summary =
                    run(work, new BufferedWriter(new OutputStreamWriter(part.out(), StandardCharsets.UTF_8)));
            part.finish();
            return summary;
        }
    }

    private VideoSummary run(Work work, Writer target) {
        VideoInfo info = work.video.info();
        FrameWriter frames = output.format().writer(target, work.name, info);
        long total = info.seconds().isPresent() ? Math.round(info.seconds().getAsDouble() * info.frameRate()) : -1;
        Terminal bar = output.terminal()
                .onlyIf(output.file().isPresent() || output.format().isForPeople());
        VideoSummary summary;
        try (CountDisplay progress = new CountDisplay(output.messages(), bar, "frames", total)) {
            summary = recognize(work, frame -> {
                frames.write(frame);
                work.timelines.ifPresent(collected -> collected.accept(frame));
                progress.step();
            });
        }
        frames.end(summary);
        AnswerOutput.flush(target);
        return summary;
    }

    private VideoSummary recognize(Work work, Consumer<TrackedFrame> listener) {
        VideoRecognition recognition = new VideoRecognition(reader::recognize, options.every(), options.tracking());
        return work.targets
                .annotated()
                .map(target -> recognition.run(work.video, listener, new AnnotatedVideo(target, this::paint)))
                .orElseGet(() -> recognition.run(work.video, listener));
    }

    private BufferedImage paint(RgbImage picture, List<TrackedFace> faces) {
        BufferedImage frame = picture.toBufferedImage();
        artist.paint(
                frame,
                faces.stream()
                        .map(face -> MarkedFace.of(face.recognition(), face.track()))
                        .toList());
        return frame;
    }

    private int explain(String file, VideoSummary summary) {
        PrintWriter messages = output.messages();
        if (!output.format().isForPeople() || output.file().isPresent()) {
            messages.println(String.format(
                    Locale.ROOT,
                    "%s: %,d frames, %.1f s of video read in %.1f s, %s",
                    PrintableText.of(file),
                    summary.frames(),
                    summary.seconds(),
                    summary.workSeconds(),
                    summary.speed()));
        }
        summary.problem().ifPresent(problem -> messages.println("mien: " + PrintableText.of(problem)));
        messages.flush();
        return summary.problem().isPresent() ? Main.PARTLY : Main.DONE;
    }
}

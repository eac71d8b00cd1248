package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.batch.AnswerFormat;
import dev.mien.batch.FrameWriter;
import dev.mien.batch.PictureReader;
import dev.mien.batch.SameFile;
import dev.mien.image.RgbImage;
import dev.mien.io.PartFile;
import dev.mien.io.WholeFile;
import dev.mien.plot.AnnotatedFrames;
import dev.mien.plot.MarkedFace;
import dev.mien.plot.Pngs;
import dev.mien.recognition.TrackedFace;
import dev.mien.video.Annotation;
import dev.mien.video.FaceTimelines;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoRecognition;
import dev.mien.video.VideoSummary;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a video and tells what became of it. */
final class VideoRun {
    private final PictureReader reader;
    private final VideoOptions options;
    private final RecognizeCommand.Output output;
    private final AnnotatedFrames artist = new AnnotatedFrames();

    VideoRun(PictureReader reader, VideoOptions options, RecognizeCommand.Output output) {
        this.reader = reader;
        this.options = options;
        this.output = output;
    }

    /** Reads a video; returns the exit code. */
    int run(String file) {
        try (VideoReader video = VideoReader.open(Path.of(file))) {
            requireOthersThan(video.file());
            output.annotate().map(target -> annotatedFile(target, video.file())).ifPresent(WholeFile::makeFolderOf);
            Optional<FaceTimelines> timelines = options.timeline().map(chart -> new FaceTimelines());
            VideoSummary summary = output.file().isPresent()
                    ? toFile(video, file, timelines, answersFile(output.file().get(), video.file()))
                    : run(video, file, timelines, new CheckedWriter(output.out()));
            timelines.ifPresent(collected -> Pngs.write(
                    collected.chart(String.valueOf(video.file().getFileName()), summary.seconds()),
                    options.timeline().orElseThrow()));
            return explain(file, summary);
        }
    }

    private VideoSummary toFile(VideoReader video, String name, Optional<FaceTimelines> timelines, Path target) {
        try (PartFile part = PartFile.begin(target)) {
            VideoSummary summary = run(
                    video,
                    name,
                    timelines,
                    new BufferedWriter(new OutputStreamWriter(part.out(), StandardCharsets.UTF_8)));
            part.finish();
            return summary;
        }
    }

    private Path answersFile(String target, Path video) {
        return AnswerOutput.isFolder(target)
                ? Path.of(target)
                        .resolve(video.getFileName() + "." + output.format().ending())
                : Path.of(target);
    }

    private VideoSummary run(VideoReader video, String name, Optional<FaceTimelines> timelines, Writer target) {
        FrameWriter frames = output.format().writer(target, name, video.info());
        long total = video.info().seconds().isPresent()
                ? Math.round(video.info().seconds().getAsDouble() * video.info().frameRate())
                : -1;
        boolean bar = output.terminal() && (output.file().isPresent() || output.format() == AnswerFormat.TEXT);
        VideoSummary summary;
        try (CountDisplay progress = new CountDisplay(output.messages(), bar, "frames", total)) {
            summary = recognize(video, frame -> {
                frames.write(frame);
                timelines.ifPresent(collected -> collected.accept(frame));
                progress.step();
            });
        }
        frames.end(summary);
        AnswerOutput.flush(target);
        return summary;
    }

    private VideoSummary recognize(VideoReader video, Consumer<TrackedFrame> listener) {
        VideoRecognition recognition = new VideoRecognition(reader::recognize, options.every(), options.tracking());
        return output.annotate()
                .map(target -> recognition.run(
                        video, listener, new Annotation(annotatedFile(target, video.file()), this::paint)))
                .orElseGet(() -> recognition.run(video, listener));
    }

    private static Path annotatedFile(Path target, Path video) {
        String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
        boolean folder = Files.isDirectory(target)
                || !String.valueOf(target.getFileName()).contains(".");
        return folder ? target.resolve(name + ".mp4") : target;
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

    private void requireOthersThan(Path video) {
        Map<String, Optional<Path>> written = Map.of(
                "--annotate", output.annotate().map(target -> annotatedFile(target, video)),
                "--timeline", options.timeline(),
                "--out", output.file().map(target -> answersFile(target, video)));
        written.forEach((option, file) -> {
            if (file.isPresent() && SameFile.is(file.get(), video)) {
                throw new InvalidInputException(option + " would overwrite " + video + ": give another file");
            }
        });
    }

    private int explain(String file, VideoSummary summary) {
        PrintWriter messages = output.messages();
        if (output.format() != AnswerFormat.TEXT || output.file().isPresent()) {
            messages.println(String.format(
                    Locale.ROOT,
                    "%s: %,d frames, %.1f s of video read in %.1f s, a real-time factor of %.2f",
                    file,
                    summary.frames(),
                    summary.seconds(),
                    summary.workSeconds(),
                    summary.realTimeFactor()));
        }
        summary.problem().ifPresent(problem -> messages.println("mien: " + problem));
        messages.flush();
        return summary.problem().isPresent() ? Main.PARTLY : Main.DONE;
    }
}

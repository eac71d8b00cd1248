package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.FrameWriter;
import dev.mien.answer.MediaWriter;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureSource;
import dev.mien.io.AtomicFile;
import dev.mien.io.AtomicOutput;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
import dev.mien.video.VideoFiles;
import dev.mien.video.VideoInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes answers to a stream, a file, or one file for each picture and video. Counts errors. */
abstract sealed class AnswerOutput implements AutoCloseable {
    private final List<String> problems = new ArrayList<>();
    private int failures;
    private int incomplete;

    /** Writes all answers to a stream that stays open. */
    static AnswerOutput to(Writer stream, AnswerFormat format, AnswerFormat.Layout layout) {
        return new ToStream(stream, format, layout);
    }

    /** Writes to a file, or to files in a folder. */
    static AnswerOutput to(String target, AnswerFormat format, AnswerFormat.Layout layout) {
        Path path = Path.of(target);
        return isFolder(target) ? new ToFolder(path, format, layout) : new ToFile(path, format, layout);
    }

    /** Whether a target is a folder: an existing one, or a name that ends in a slash. */
    static boolean isFolder(String target) {
        return target.endsWith("/")
                || target.endsWith(Path.of(target).getFileSystem().getSeparator())
                || Files.isDirectory(Path.of(target));
    }

    /** The file of a picture's own answer. */
    static Path file(Path folder, PictureSource source, AnswerFormat format) {
        Path place = source.place();
        return folder.resolve(place.resolveSibling(place.getFileName() + "." + format.ending()));
    }

    final void write(PictureAnswer answer) {
        try {
            put(answer);
            count(answer.wasRead(), answer.error().isEmpty());
        } catch (WriteFailedException e) {
            if (e.isOfWholeDisk()) {
                throw e;
            }
            problems.add(RemedyText.of(e));
            count(answer.wasRead(), false);
        }
    }

    /** Counts a video. */
    final void count(Optional<String> problem) {
        incomplete += problem.isPresent() ? 1 : 0;
    }

    private void count(boolean wasRead, boolean isComplete) {
        failures += wasRead ? 0 : 1;
        incomplete += wasRead && !isComplete ? 1 : 0;
    }

    /** The number of pictures and videos that could not be read. */
    final int failures() {
        return failures;
    }

    /** The number of those that were read, but of which something could not be read, drawn or written. */
    final int incomplete() {
        return incomplete;
    }

    /** Why answers could not be written to files of their own. */
    final List<String> problems() {
        return List.copyOf(problems);
    }

    abstract void put(PictureAnswer answer);

    /** The answers of one video. */
    interface VideoPart extends AutoCloseable {
        FrameWriter frames();

        /** Ends the part after the video's end is written. Without it a file is deleted. */
        void finish();

        @Override
        void close();
    }

    /** Begins a video. */
    abstract VideoPart begin(PictureSource source, VideoInfo info);

    /** Ends the output. Without it a file is deleted. */
    abstract void finish();

    @Override
    public void close() {}

    /** Flushes the stream. */
    static void flush(Writer stream) {
        try {
            stream.flush();
        } catch (IOException e) {
            throw new MienException("cannot write the answers: " + FailureReason.of(e), e);
        }
    }

    private static final class ToStream extends AnswerOutput {
        private final Writer stream;
        private final MediaWriter writer;

        ToStream(Writer stream, AnswerFormat format, AnswerFormat.Layout layout) {
            this.stream = stream;
            writer = format.mediaWriter(stream, layout);
        }

        @Override
        void put(PictureAnswer answer) {
            writer.write(answer);
            flush(stream);
        }

        @Override
        VideoPart begin(PictureSource source, VideoInfo info) {
            return new Shared(writer.video(source.file(), info), stream);
        }

        @Override
        void finish() {
            writer.end();
            flush(stream);
        }
    }

    private static final class ToFile extends AnswerOutput {
        private final AtomicOutput file;
        private final Writer stream;
        private final MediaWriter writer;

        ToFile(Path path, AnswerFormat format, AnswerFormat.Layout layout) {
            file = AtomicOutput.begin(path);
            stream = new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
            writer = format.mediaWriter(stream, layout);
        }

        @Override
        void put(PictureAnswer answer) {
            writer.write(answer);
        }

        @Override
        VideoPart begin(PictureSource source, VideoInfo info) {
            return new Shared(writer.video(source.file(), info), stream);
        }

        @Override
        void finish() {
            writer.end();
            flush(stream);
            file.finish();
        }

        @Override
        public void close() {
            file.close();
        }
    }

    private static final class ToFolder extends AnswerOutput {
        private final Path folder;
        private final AnswerFormat format;
        private final AnswerFormat.Layout layout;

        ToFolder(Path folder, AnswerFormat format, AnswerFormat.Layout layout) {
            this.folder = folder;
            this.format = format;
            this.layout = new AnswerFormat.Layout(true, layout.bars(), false, layout.labels());
        }

        @Override
        void put(PictureAnswer answer) {
            Writer text = new StringWriter();
            MediaWriter writer = format.mediaWriter(text, layout(answer));
            writer.write(answer);
            writer.end();
            AtomicFile.writeWithFolder(file(folder, answer.source(), format), text.toString());
        }

        @Override
        VideoPart begin(PictureSource source, VideoInfo info) {
            return new Own(
                    file(folder, source, format),
                    stream -> format.writer(stream, source.file(), info, layout.labels()));
        }

        /** A video that cannot be opened has the columns of videos. */
        private AnswerFormat.Layout layout(PictureAnswer answer) {
            boolean video = !answer.wasRead()
                    && answer.source().original().filter(VideoFiles::isVideo).isPresent();
            return new AnswerFormat.Layout(true, layout.bars(), video, layout.labels());
        }

        @Override
        void finish() {}
    }

    /** A video in the document of all. */
    private record Shared(FrameWriter frames, Writer stream) implements VideoPart {
        @Override
        public void finish() {
            flush(stream);
        }

        @Override
        public void close() {}
    }

    /** A video in a file of its own. */
    private static final class Own implements VideoPart {
        private final AtomicOutput file;
        private final Writer stream;
        private final FrameWriter frames;

        Own(Path path, Function<Writer, FrameWriter> writer) {
            file = AtomicOutput.begin(path);
            stream = new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
            frames = writer.apply(stream);
        }

        @Override
        public FrameWriter frames() {
            return frames;
        }

        @Override
        public void finish() {
            flush(stream);
            file.finish();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}

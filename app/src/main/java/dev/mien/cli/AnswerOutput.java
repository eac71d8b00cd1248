package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.AnswerWriter;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureSource;
import dev.mien.io.AtomicFile;
import dev.mien.io.AtomicOutput;
import dev.mien.io.FailureReason;
import dev.mien.io.WriteFailedException;
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

/** Writes answers to a stream, a file, or one file for each picture. Counts errors. */
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

    private void count(boolean wasRead, boolean isComplete) {
        failures += wasRead ? 0 : 1;
        incomplete += wasRead && !isComplete ? 1 : 0;
    }

    /** The number of pictures that could not be read. */
    final int failures() {
        return failures;
    }

    /** The number of pictures that were read, but of which something could not be drawn or written. */
    final int incomplete() {
        return incomplete;
    }

    /** Why answers could not be written to files of their own. */
    final List<String> problems() {
        return List.copyOf(problems);
    }

    abstract void put(PictureAnswer answer);

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
        private final AnswerWriter writer;

        ToStream(Writer stream, AnswerFormat format, AnswerFormat.Layout layout) {
            this.stream = stream;
            writer = format.writer(stream, layout);
        }

        @Override
        void put(PictureAnswer answer) {
            writer.write(answer);
            flush(stream);
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
        private final AnswerWriter writer;

        ToFile(Path path, AnswerFormat format, AnswerFormat.Layout layout) {
            file = AtomicOutput.begin(path);
            stream = new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
            writer = format.writer(stream, layout);
        }

        @Override
        void put(PictureAnswer answer) {
            writer.write(answer);
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
            this.layout = new AnswerFormat.Layout(true, layout.bars());
        }

        @Override
        void put(PictureAnswer answer) {
            Writer text = new StringWriter();
            AnswerWriter writer = format.writer(text, layout);
            writer.write(answer);
            writer.end();
            AtomicFile.writeWithFolder(file(folder, answer.source(), format), text.toString());
        }

        @Override
        void finish() {}
    }
}

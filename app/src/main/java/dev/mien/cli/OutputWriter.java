package dev.mien.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Standard output in UTF-8 that remembers why it could not be written. A {@link PrintWriter} alone only knows that
 * something failed. A reader that has gone, such as {@code head}, is no failure.
 */
final class OutputWriter extends PrintWriter {
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");

    private final Watched target;
    private final BooleanSupplier pipe;

    /** A stream that keeps the failure of its target. */
    private static final class Watched extends OutputStream {
        private final OutputStream target;
        private volatile Optional<IOException> failure = Optional.empty();

        Watched(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }

    private OutputWriter(Watched target, BooleanSupplier pipe) {
        super(target, true, StandardCharsets.UTF_8);
        this.target = target;
        this.pipe = pipe;
    }

    /** @param pipe whether the target is a pipe, which fails only if it has no reader */
    static OutputWriter to(OutputStream target, BooleanSupplier pipe) {
        return new OutputWriter(new Watched(target), pipe);
    }

    /** The standard output of this process. */
    static OutputWriter ofProcess() {
        return to(new FileOutputStream(FileDescriptor.out), OutputWriter::isPipe);
    }

    /** Linux tells what the output is. The failure's own words depend on the system's language. */
    private static boolean isPipe() {
        try {
            String name = Files.readSymbolicLink(OUTPUT).toString();
            return name.startsWith("pipe:") || name.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Whether the output failed because its reader has closed it. */
    boolean hasNoReader() {
        checkError();
        return target.failure
                .filter(failure -> String.valueOf(failure.getMessage()).contains("Broken pipe") || pipe.getAsBoolean())
                .isPresent();
    }

    /** Whether a command's output failed because its reader has closed it. */
    static boolean hasNoReader(PrintWriter output) {
        return output instanceof OutputWriter writer && writer.hasNoReader();
    }
}

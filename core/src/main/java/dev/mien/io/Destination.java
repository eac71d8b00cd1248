package dev.mien.io;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place to which a path leads when a file is written to it. Links stay, and the target at their end is written.
 *
 * @param path absolute; not a link, except to a device
 * @param special whether it is written directly and not replaced: it exists and is neither a file nor a folder, or it
 *     is a device or the name of something open. That may be a file: a shell that sends {@code /dev/stdout} to a log
 *     has the log open and writes to it too
 */
record Destination(Path path, boolean special) {
    /** The number of links that Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Folders of devices and of a process's open files. Deeper folders do not count: {@code /dev/shm} holds files. */
    private static final Pattern DEVICES = Pattern.compile("/dev|/dev/fd|/proc/([0-9]+)(/task/[0-9]+)?/fd");

    /**
     * Follows a path.
     *
     * @throws WriteFailedException if it leads to nothing, to a folder, or in a circle
     */
    static Destination of(Path file) {
        try {
            return follow(file);
        } catch (IOException e) {
            throw refused(file, "it cannot be read: " + FailureReason.of(e), e);
        }
    }

    private static Destination follow(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        for (int links = 0; links <= MOST_LINKS; links++) {
            if (isSpecial(path)) {
                return new Destination(path, true);
            }
            if (!Files.isSymbolicLink(path)) {
                return regular(file, path, links > 0);
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        throw refused(file, "it is a link that leads in a circle", new FileSystemLoopException(file.toString()));
    }

    private static boolean isSpecial(Path path) throws IOException {
        return Files.exists(path)
                && !Files.isDirectory(path)
                && (!Files.isRegularFile(path) || devices(path).matches());
    }

    private static Matcher devices(Path path) throws IOException {
        return DEVICES.matcher(AtomicFile.folderOf(path).toRealPath().toString());
    }

    private static Destination regular(Path file, Path path, boolean isLinked) {
        if (Files.isDirectory(path)) {
            String what = isLinked ? "it is a link to the folder " + path : "it is a folder";
            throw refused(file, what, new FileSystemException(file.toString(), null, what));
        }
        if (isLinked && !Files.exists(path)) {
            throw refused(
                    file,
                    "it is a link to " + path + ", which does not exist",
                    new NoSuchFileException(path.toString()));
        }
        return new Destination(path, false);
    }

    /**
     * Opens a special target. Standard output and standard error are written at their present position and stay open. A
     * file is appended to, so that the output of others is not lost.
     */
    OutputStream open() throws IOException {
        Matcher devices = devices(path);
        String owner = devices.matches() ? devices.group(1) : "";
        boolean isOwn = devices.matches()
                && (owner == null
                        || owner.equals(Long.toString(ProcessHandle.current().pid())));
        return switch (isOwn ? path.getFileName().toString() : "") {
            case "stdout", "1" -> staying(FileDescriptor.out);
            case "stderr", "2" -> staying(FileDescriptor.err);
            default ->
                Files.newOutputStream(
                        path, Files.isRegularFile(path) ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
        };
    }

    private static OutputStream staying(FileDescriptor descriptor) {
        return new FilterOutputStream(new FileOutputStream(descriptor)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** The path without links in its existing folders. All paths to one file give the same path. */
    Path real() throws IOException {
        return special ? path : real(path).normalize();
    }

    private static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        return parent == null || Files.exists(path)
                ? path.toRealPath()
                : real(parent).resolve(path.getFileName());
    }

    static WriteFailedException refused(Path file, String what, IOException cause) {
        return new WriteFailedException(
                "cannot write " + file + ": " + what + ". Give the name of another file, or remove what stands there",
                cause);
    }
}

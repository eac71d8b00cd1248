package dev.mien.io;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads files whole, but no more than there is room for. What is wrong with a file is an exception's reason. */
public final class WholeFile {
    /** The most bytes of an array. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private WholeFile() {}

    /**
     * A stream of a file's bytes. A pipe, such as {@code /dev/stdin}, is a file too.
     *
     * @throws IOException if it cannot be opened
     */
    public static InputStream open(Path file) throws IOException {
        // java.nio asks a pipe for its position, and FileInputStream does when it is asked for several bytes at once
        boolean isPipe = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        return !isPipe ? Files.newInputStream(file) : new FilterInputStream(new FileInputStream(file.toFile())) {};
    }

    /**
     * The bytes of a file or a pipe.
     *
     * @param most bytes that are read, 0 to {@link #MOST}
     * @throws IOException if it cannot be read, or has more bytes; {@link FailureReason} tells why
     */
    public static byte[] read(Path file, int most) throws IOException {
        if (Files.isRegularFile(file)) {
            requireRoom(file, Files.size(file), most);
        }
        try {
            byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : start(file, most);
            requireRoom(file, bytes.length, most);
            return bytes;
        } catch (OutOfMemoryError e) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "it needs more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB that Java may use");
        }
    }

    /** A pipe's first bytes, one more than {@code most} if it has more. */
    private static byte[] start(Path pipe, int most) throws IOException {
        try (InputStream in = open(pipe)) {
            return in.readNBytes(most == MOST ? most : most + 1);
        }
    }

    /**
     * The bytes of a file that a program wrote. A pipe in its place would wait for ever for a writer.
     *
     * @throws IOException as {@link #read}, or if it is no regular file
     */
    public static byte[] readRegular(Path file, int most) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(), null, Files.isDirectory(file) ? "it is a folder" : "it is not a regular file");
        }
        return read(file, most);
    }

    /**
     * The lines of a text that a program wrote. A damaged line may have any bytes, but it is still a line.
     *
     * @throws IOException as {@link #readRegular}
     */
    public static List<String> readLines(Path file) throws IOException {
        return new String(readRegular(file, MOST), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static void requireRoom(Path file, long bytes, int most) throws IOException {
        if (bytes > most) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    String.format(Locale.ROOT, "it has %,d bytes, at most %,d are read", bytes, most));
        }
    }
}

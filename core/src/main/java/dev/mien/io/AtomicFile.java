package dev.mien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file beside its place, forces it to the disk and moves it into place, so that a reader finds the old content or the
 * new, never a part. Two programs that write one file do not meet, and the last to finish has it. What a path that is a link leads to is
 * written, and the link stays; what is there and neither a file nor a folder, {@code /dev/stdout} for instance, is written itself.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;
    private static final Pattern UNFINISHED = Pattern.compile("\\..*\\.[0-9a-f]{8}\\.part", Pattern.DOTALL);

    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** As {@link #write(Path, Content)}, but makes the folder where it is absent. */
    public static void writeWithFolder(Path file, Content content) {
        makeFolderOf(file);
        write(file, content);
    }

    /**
     * Makes the folder that a file is to stand in, where it is absent.
     *
     * @throws WriteFailedException if it cannot be made
     */
    public static void makeFolderOf(Path file) {
        makeFolder(folderOf(file.toAbsolutePath()), file);
    }

    private static void makeFolder(Path folder, Path wanted) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write " + wanted + ": no folder can be made at " + folder + ": " + FailureReason.of(e)
                            + ". Choose a folder that can be written to",
                    e);
        }
    }

    /**
     * Finds out before long work whether a file can be written in the end: makes its folder, and tries it with an empty file beside
     * the place, which does not stay.
     *
     * @throws WriteFailedException if it cannot be written
     */
    public static void requireWritable(Path file) {
        Destination destination = Destination.of(file);
        makeFolderOf(destination.path());
        if (!destination.special()) {
            tryOut(sibling(destination.path()), file);
        }
    }

    /**
     * Where a path leads when a file is written to it, links followed, its folders' too: the same for all paths that mean one file,
     * whether it is there or not.
     *
     * @throws WriteFailedException if it leads to nothing, to a folder, or in a circle
     */
    public static Path realPlace(Path file) {
        try {
            return Destination.of(file).real();
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write " + file + ": " + FailureReason.of(e) + ". Choose a folder that can be written to",
                    e);
        }
    }

    /**
     * The same for files in a folder, which is made where it is absent.
     *
     * @throws WriteFailedException if none can be written
     */
    public static void requireWritableFolder(Path folder) {
        makeFolder(folder.toAbsolutePath(), folder);
        tryOut(sibling(folder.resolve("mien")), folder);
    }

    private static void tryOut(Path trial, Path wanted) {
        try {
            create(trial).close();
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write " + wanted + ": " + FailureReason.of(e) + ". Choose a folder that can be written to",
                    e);
        } finally {
            discard(trial);
        }
    }

    /** As {@link #writeWithFolder(Path, Content)}, for text, in UTF-8. */
    public static void writeWithFolder(Path file, String text) {
        writeWithFolder(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@link #write(Path, Content)}, for text, in UTF-8. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file whole, replacing what stood there. Its folder must be there: one that vanished is not made again.
     *
     * @throws WriteFailedException if it cannot be written; what stood there stays, and nothing half-written is left
     */
    public static void write(Path file, Content content) {
        write(file, content, out -> out);
    }

    /** @param disk what stands between the content and the file; tests let it fill up */
    static void write(Path file, Content content, UnaryOperator<OutputStream> disk) {
        Destination destination = Destination.of(file);
        Path target = destination.path();
        try {
            if (destination.special()) {
                writeItself(destination, content, disk);
            } else {
                writeBeside(target, content, disk);
            }
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write " + file + ": " + failure(target, e) + space(target, content)
                            + ". Free some space or choose a folder that can be written to",
                    e);
        }
    }

    /**
     * Where a file is to be written before {@link #place} moves it to its place: another name at each call.
     *
     * @throws WriteFailedException if the path is a link that leads to no file, or a device
     */
    static Path beside(Path file) {
        Destination destination = Destination.of(file);
        if (destination.special()) {
            String what = "it is a device, and no file can be put in its place";
            throw Destination.refused(file, what, new FileSystemException(file.toString(), null, what));
        }
        return sibling(destination.path());
    }

    /** A name of its own for whoever asks, since another program may be writing the same file. */
    private static Path sibling(Path target) {
        String own = UUID.randomUUID().toString().substring(0, 8);
        return target.resolveSibling("." + target.getFileName() + "." + own + ".part");
    }

    /** Whether a file's name says that it is not finished. */
    public static boolean isUnfinished(Path file) {
        return UNFINISHED.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Discards what is left of a file by programs that were killed while they wrote it. For whoever holds a lock that keeps others from
     * writing it; what cannot be discarded stays, and takes nothing but space.
     */
    public static void discardUnfinished(Path file) {
        int length = String.valueOf(sibling(file).getFileName()).length();
        String begin = "." + file.getFileName() + ".";
        try (Stream<Path> files = Files.list(folderOf(file.toAbsolutePath()))) {
            files.filter(AtomicFile::isUnfinished)
                    .filter(left -> isOf(String.valueOf(left.getFileName()), begin, length))
                    .forEach(AtomicFile::discard);
        } catch (IOException | UncheckedIOException e) {
            // as with one that cannot be discarded
        }
    }

    private static boolean isOf(String name, String begin, int length) {
        return name.startsWith(begin) && name.length() == length;
    }

    /**
     * Forces a file that was written {@link #beside} its place to the disk and moves it to its place.
     *
     * @throws WriteFailedException if that cannot be done; what stood there stays, and nothing half-written is left
     */
    static void place(Path beside, Path file) {
        Path target = Destination.of(file).path();
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
            move(beside, target);
        } catch (IOException e) {
            discard(beside);
            throw new WriteFailedException(
                    "cannot write " + file + ": " + failure(target, e)
                            + ". Free some space or choose a folder that can be written to",
                    e);
        }
    }

    static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    static FileChannel create(Path beside) throws IOException {
        return FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void writeItself(Destination special, Content content, UnaryOperator<OutputStream> disk)
            throws IOException {
        try (OutputStream out = special.open()) {
            send(content, disk.apply(out));
        }
    }

    private static void writeBeside(Path target, Content content, UnaryOperator<OutputStream> disk) throws IOException {
        Path beside = sibling(target);
        Pending.add(beside);
        try {
            try (FileChannel channel = create(beside)) {
                send(content, disk.apply(Channels.newOutputStream(channel)));
                channel.force(true);
            }
            move(beside, target);
        } finally {
            discard(beside);
            Pending.remove(beside);
        }
    }

    private static void send(Content content, OutputStream to) throws IOException {
        OutputStream out = new BufferedOutputStream(to, BUFFER);
        content.writeTo(out);
        out.flush();
    }

    private static void move(Path beside, Path target) throws IOException {
        try {
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String failure(Path target, IOException e) {
        return Files.isDirectory(folderOf(target)) ? FailureReason.of(e) : "its folder is not there";
    }

    /** What the file needs and what its disk has, where that can be told. */
    private static String space(Path target, Content content) {
        try {
            CountingStream counter = new CountingStream();
            content.writeTo(counter);
            long free = Files.getFileStore(folderOf(target)).getUsableSpace();
            return String.format(
                    Locale.ROOT, " (it needs %,d bytes, and its disk has %,d bytes left)", counter.count, free);
        } catch (IOException e) {
            return "";
        }
    }

    /** Counts and forgets. */
    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int value) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // the first failure is the one to report
        }
    }
}

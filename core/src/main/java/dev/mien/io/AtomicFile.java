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
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file under another name in the same folder, forces it to the disk and moves it into place. A reader finds
 * the old content or the new content, never a part. Two programs that write the same file do not disturb each other;
 * the last to finish wins. A link stays, and its target is written. Something that is neither a file nor a folder, such
 * as {@code /dev/stdout}, is written directly.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    /** File systems take names of 255 bytes. An unfinished file's name has 15 bytes more than the file's own. */
    private static final int LONGEST_NAME = 240;

    private static final String FREE = ". Free some space or choose a folder that can be written to";
    private static final String SHORTER = ". Give it a shorter name";
    private static final String TRY_ANOTHER = ". Choose a folder that can be written to";

    private static final Pattern UNFINISHED = Pattern.compile("\\..*\\.[0-9a-f]{8}\\.part", Pattern.DOTALL);

    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** As {@link #write(Path, Content)}, but creates a missing folder. */
    public static void writeWithFolder(Path file, Content content) {
        makeFolderOf(file);
        write(file, content);
    }

    /**
     * Creates the folder of a file if it is missing.
     *
     * @throws WriteFailedException if that fails
     */
    public static void makeFolderOf(Path file) {
        makeFolder(folderOf(file.toAbsolutePath()), file);
    }

    private static void makeFolder(Path folder, Path wanted) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WriteFailedException(
                    "cannot write " + wanted + ": cannot create the folder " + folder + ": " + FailureReason.of(e)
                            + ". Choose a folder that can be written to",
                    e);
        }
    }

    /**
     * Checks before long work that a file can be written at its end. It creates the folder, and creates and deletes an
     * empty file in it.
     *
     * @throws WriteFailedException if it cannot be written
     */
    public static void requireWritable(Path file) {
        Destination destination = Destination.of(file);
        makeFolderOf(destination.path());
        if (!destination.special()) {
            requireName(destination.path(), file);
            tryOut(sibling(destination.path()), file);
        }
    }

    /**
     * The place to which a path leads when a file is written to it. Links are followed, also in its folders. All paths
     * to one file give the same place, whether the file exists or not.
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
     * The same for files in a folder, which is created if it is missing.
     *
     * @throws WriteFailedException if no file can be written there
     */
    public static void requireWritableFolder(Path folder) {
        makeFolder(folder.toAbsolutePath(), folder);
        tryOut(sibling(folder.resolve("mien")), folder);
    }

    /** A name can be too long for the disk, while the shortened one of the unfinished file is not. */
    private static void requireName(Path target, Path wanted) {
        try {
            Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // it will be created
        } catch (IOException e) {
            throw new WriteFailedException("cannot write " + wanted + ": " + FailureReason.of(e) + TRY_ANOTHER, e);
        }
    }

    private static void tryOut(Path trial, Path wanted) {
        try {
            Pending.create(trial).close();
        } catch (IOException e) {
            throw new WriteFailedException("cannot write " + wanted + ": " + FailureReason.of(e) + TRY_ANOTHER, e);
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
     * Writes a whole file and replaces an existing one. Its folder must exist: a deleted folder is not created again.
     *
     * @throws WriteFailedException if it cannot be written; an existing file stays, and no partial file is left
     */
    public static void write(Path file, Content content) {
        write(file, content, out -> out);
    }

    /** @param disk wraps the file's stream; tests let it run out of space */
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
            Pending.requireGoing();
            throw new WriteFailedException(
                    "cannot write " + file + ": " + failure(target, e)
                            + (isNameTooLong(e) ? SHORTER : space(target, content) + FREE),
                    e);
        }
    }

    /**
     * A path for writing a file before {@link #place} moves it to its place; another name at each call.
     *
     * @throws WriteFailedException if the path is a link to nothing, or a device
     */
    static Path beside(Path file) {
        Destination destination = Destination.of(file);
        if (destination.special()) {
            String what = "it is a device, which a file cannot replace";
            throw Destination.refused(file, what, new FileSystemException(file.toString(), null, what));
        }
        return sibling(destination.path());
    }

    /** A unique name, because another program may write the same file. */
    private static Path sibling(Path target) {
        String own = UUID.randomUUID().toString().substring(0, 8);
        return target.resolveSibling(beginning(target) + own + ".part");
    }

    /** The beginning of the names of a file's unfinished files. A long name is shortened, so that they fit the disk. */
    private static String beginning(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            end = name.offsetByCodePoints(end, -1);
        }
        return "." + name.substring(0, end) + ".";
    }

    /** Deletes what a killed program left of a file, before it is written again. */
    static void discardLeft(Path target) {
        Leftovers.discard(target, beginning(target));
    }

    /** The beginning of an unfinished file's name, which all unfinished files of one file share. */
    static String beginningOf(Path unfinished) {
        String name = String.valueOf(unfinished.getFileName());
        return name.substring(0, name.length() - "12345678.part".length());
    }

    /** Whether a file's name marks it as unfinished. */
    public static boolean isUnfinished(Path file) {
        return UNFINISHED.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Deletes unfinished files that killed programs left. The caller must hold a lock that keeps others from writing
     * the file. A file that cannot be deleted stays and only takes space.
     */
    public static void discardUnfinished(Path file) {
        int length = String.valueOf(sibling(file).getFileName()).length();
        String begin = beginning(file);
        try (Stream<Path> files = Files.list(folderOf(file.toAbsolutePath()))) {
            files.filter(AtomicFile::isUnfinished)
                    .filter(left -> isOf(String.valueOf(left.getFileName()), begin, length))
                    .forEach(AtomicFile::discard);
        } catch (IOException | UncheckedIOException e) {
            // as with a file that cannot be deleted
        }
    }

    private static boolean isOf(String name, String begin, int length) {
        return name.startsWith(begin) && name.length() == length;
    }

    /**
     * Forces a file that was written {@link #beside} its place to the disk and moves it into place.
     *
     * @throws WriteFailedException if that fails; an existing file stays, and no partial file is left
     */
    static void place(Path beside, Path file) {
        Path target = Destination.of(file).path();
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
            move(beside, target);
        } catch (IOException e) {
            discard(beside);
            Pending.requireGoing();
            throw new WriteFailedException(
                    "cannot write " + file + ": " + failure(target, e) + (isNameTooLong(e) ? SHORTER : FREE), e);
        }
    }

    static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    static FileChannel create(Path beside) throws IOException {
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Leftovers.hold(channel);
        return channel;
    }

    private static void writeItself(Destination special, Content content, UnaryOperator<OutputStream> disk)
            throws IOException {
        try (OutputStream out = special.open()) {
            send(content, disk.apply(out));
        }
    }

    private static void writeBeside(Path target, Content content, UnaryOperator<OutputStream> disk) throws IOException {
        discardLeft(target);
        Path beside = sibling(target);
        Pending.add(beside);
        try {
            try (FileChannel channel = Pending.create(beside)) {
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

    private static boolean isNameTooLong(IOException e) {
        return FailureReason.of(e).contains("name too long");
    }

    private static String failure(Path target, IOException e) {
        return Files.isDirectory(folderOf(target)) ? FailureReason.of(e) : "its folder does not exist";
    }

    /** The size of the file and the free space of its disk, if known. */
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

    /** Counts bytes and discards them. */
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
            // the first failure is reported
        }
    }
}

package dev.mien.image;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.Remedy;
import dev.mien.io.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Decodes picture files to upright pixels. Content decides the format, not the file's name. */
final class ImageDecoder {
    /** The number of bytes that identify a format. */
    private static final int START = 1024;

    private ImageDecoder() {}

    static Samples read(Path file, DecodingOptions options) {
        return read(file, options, pixels -> {});
    }

    static Samples read(Path file, DecodingOptions options, LongConsumer claimed) {
        requireFile(file);
        String name = file.toString();
        try {
            requireFormat(file);
            requireLength(name, Files.size(file), options.mostBytes());
            return decode(new PictureFile(name, Files.readAllBytes(file), options, claimed));
        } catch (OutOfMemoryError e) {
            throw tooLarge(name, e);
        } catch (AccessDeniedException e) {
            throw new InvalidInputException(file + " may not be read: permit yourself to read it", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static void requireFile(Path file) {
        if (Files.isRegularFile(file)) {
            return;
        }
        boolean isLink = Files.isSymbolicLink(file) && Files.notExists(file);
        boolean isAbsent = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        String what = isLink ? "is a link to nothing" : isAbsent ? "does not exist" : "is not a file";
        throw new InvalidInputException(file + " " + what + ": give the path of an existing file");
    }

    /** The start identifies other formats, so a video, for example, is not read to its end. */
    private static void requireFormat(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            format(file.toString(), input.readNBytes(START));
        }
    }

    private static void requireLength(String name, long length, long most) {
        if (length > most) {
            throw new InvalidInputException(
                    name + " has more than " + most + " bytes, the most that are read: make it smaller");
        }
    }

    static Samples decode(String name, InputStream input, DecodingOptions options) throws IOException {
        byte[] start = input.readNBytes(START);
        format(name, start);
        long room = Math.min(options.mostBytes(), Integer.MAX_VALUE - 2L * START);
        try {
            byte[] rest = input.readNBytes((int) Math.max(room - start.length + 1, 0));
            requireLength(name, start.length + (long) rest.length, room);
            return decode(name, joined(start, rest), options);
        } catch (OutOfMemoryError e) {
            throw tooLarge(name, e);
        }
    }

    private static byte[] joined(byte[] start, byte[] rest) {
        byte[] whole = new byte[start.length + rest.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(rest, 0, whole, start.length, rest.length);
        return whole;
    }

    static Samples decode(String name, byte[] bytes, DecodingOptions options) {
        return decode(name, bytes, options, pixels -> {});
    }

    static Samples decode(String name, byte[] bytes, DecodingOptions options, LongConsumer claimed) {
        return decode(new PictureFile(name, bytes, options, claimed));
    }

    private static Samples decode(PictureFile file) {
        PictureFormat format = format(file.name(), file.bytes());
        try {
            return format.decode(file);
        } catch (MienException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (Causes.include(e, OutOfMemoryError.class)) {
                throw tooLarge(file.name(), e);
            }
            // Readers of damaged files throw any exception that their arithmetic runs into.
            throw file.damaged(e);
        } catch (StackOverflowError e) {
            throw file.damaged("its parts are nested too deeply");
        } catch (OutOfMemoryError e) {
            throw tooLarge(file.name(), e);
        }
    }

    private static PictureFormat format(String name, byte[] bytes) {
        return PictureFormat.of(bytes)
                .orElseThrow(() -> new InvalidInputException(name + " " + ForeignFile.described(bytes)));
    }

    private static InvalidInputException tooLarge(String name, Throwable cause) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new InvalidInputException(
                name + " needs more than the " + megabytes
                        + " MB of memory that Java may use. A smaller picture needs less",
                Remedy.to(Remedy.Action.GIVE_MEMORY),
                cause);
    }
}

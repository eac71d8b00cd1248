package dev.mien.video;

import dev.mien.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells videos from pictures: files by their first bytes, names by their endings. */
public final class VideoFiles {
    /** The number of bytes that {@link #isVideo(byte[], String)} needs. */
    public static final int START = 1024;

    private static final Set<String> ENDINGS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "vob", "ts", "mts", "m2ts", "wmv", "asf", "flv",
            "f4v", "3gp", "3g2", "ogv", "dv", "mxf");

    /** First bytes of containers. */
    private static final List<Signature> CONTAINERS = List.of(
            new Signature(0, "\u001aE\u00df\u00a3"),
            new Signature(8, "AVI "),
            new Signature(0, "FLV"),
            new Signature(0, "\u0000\u0000\u0001\u00ba"),
            new Signature(0, "\u0000\u0000\u0001\u00b3"),
            new Signature(0, "0&\u00b2u\u008ef\u00cf\u0011"),
            new Signature(0, "\u001f\u0007\u0000"),
            new Signature(0, "\u0006\u000e+4\u0002\u0005\u0001\u0001"),
            new Signature(4, "moov"),
            new Signature(4, "mdat"),
            new Signature(4, "wide"));

    /** Brands of ISO base media files that are other pictures or sound (ISO/IEC 14496-12, 4.3). */
    private static final Set<String> NOT_MOVING = Set.of("M4A ", "M4B ", "jxl ", "jp2 ");

    /** The length of an MPEG transport stream's packet, and the byte that each begins with. */
    private static final int PACKET = 188;

    private static final int SYNC = 0x47;

    /** The bytes before a packet in a file of a camcorder. */
    private static final int TIME_CODE = 4;

    private record Signature(int offset, String bytes) {
        boolean begins(byte[] start) {
            return text(start, offset, bytes.length()).equals(bytes);
        }
    }

    private VideoFiles() {}

    /** Whether a file's ending is a video's. */
    public static boolean isVideo(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        int point = name.lastIndexOf('.');
        return point >= 0 && ENDINGS.contains(name.substring(point + 1));
    }

    /**
     * Whether a file is a video by its first bytes, or by its ending if they do not tell or cannot be read. A picture
     * with several frames is one.
     */
    public static boolean isVideo(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            return isVideo(name);
        }
        try {
            byte[] start = start(file);
            return isVideo(start, name)
                    || PictureFrames.mayBe(start)
                            && PictureFrames.of(file)
                                    .filter(PictureFrames::areSeveral)
                                    .isPresent();
        } catch (IOException e) {
            return isVideo(name);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(START);
        }
    }

    /**
     * Whether a file is a picture with several frames: a GIF, PNG or WebP file, or a sequence of HEIC or AVIF pictures.
     * It is a video, and its first frame can also be read as a picture.
     */
    public static boolean isAnimation(Path file) {
        try {
            byte[] start = start(file);
            return RgbImage.isSequence(start) || RgbImage.isPicture(start) && isVideo(file);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether the bytes of a file are a GIF, PNG or WebP picture with several frames.
     *
     * @param file all its bytes
     */
    public static boolean isAnimation(byte[] file) {
        try {
            return PictureFrames.of(FileWindow.of(file))
                    .filter(PictureFrames::areSeveral)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether all bytes of a file, and not its start alone, tell whether it is a picture with several frames. */
    public static boolean mayBeAnimation(byte[] start) {
        return PictureFrames.mayBe(start);
    }

    /**
     * Whether a file is a video. The start of a GIF, PNG or WebP file does not tell whether there are several frames:
     * it is taken for a picture.
     *
     * @param start its first {@value #START} bytes, or all that it has
     * @param name decides if the bytes do not tell
     */
    public static boolean isVideo(byte[] start, String name) {
        if (RgbImage.isPicture(start)) {
            return false;
        }
        if (text(start, 4, 4).equals("ftyp")) {
            return !NOT_MOVING.contains(text(start, 8, 4));
        }
        if (text(start, 0, 4).equals("OggS")) {
            return text(start, 0, START).contains("theora");
        }
        return CONTAINERS.stream().anyMatch(container -> container.begins(start))
                || isTransportStream(start)
                || isVideo(name);
    }

    private static boolean isTransportStream(byte[] start) {
        return isSync(start, 0) && isSync(start, PACKET) && isSync(start, 2 * PACKET)
                || isSync(start, TIME_CODE) && isSync(start, PACKET + 2 * TIME_CODE);
    }

    private static boolean isSync(byte[] start, int at) {
        return at < start.length && start[at] == SYNC;
    }

    private static String text(byte[] bytes, int from, int length) {
        int begin = Math.min(from, bytes.length);
        return new String(bytes, begin, Math.min(length, bytes.length - begin), StandardCharsets.ISO_8859_1);
    }
}

package dev.mien.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/** The header of a JPEG file (ITU-T T.81, annex B): the markers up to the first scan. */
final class JpegHeader {
    static final int BASELINE = 0xc0;
    static final int PROGRESSIVE = 0xc2;

    private static final int START_OF_SCAN = 0xda;
    private static final int APPLICATION_1 = 0xe1;
    private static final int APPLICATION_2 = 0xe2;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);

    private final PictureFile file;
    private final byte[] bytes;
    private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private byte[] exif = {};
    private int frame;
    private int width;
    private int height;
    private int components;
    private int bits;
    private int scan;

    private JpegHeader(PictureFile file) {
        this.file = file;
        this.bytes = file.bytes();
    }

    static JpegHeader of(PictureFile file) {
        JpegHeader header = new JpegHeader(file);
        header.walk();
        return header;
    }

    private void walk() {
        kept.write(bytes, 0, 2);
        int next = 2;
        while (scan == 0) {
            next = marker(next);
            int code = at(next + 1);
            boolean isAlone = code == 0x01 || code >= 0xd0 && code <= 0xd8;
            int end = next + 2 + (isAlone ? 0 : shortAt(next + 2));
            if (!isAlone) {
                segment(code, next, end);
            }
            next = end;
        }
    }

    /** The place of the next marker. Other bytes before it are skipped, as in libjpeg. */
    private int marker(int from) {
        int next = from;
        while (at(next) != 0xff || at(next + 1) == 0xff || at(next + 1) == 0) {
            next++;
        }
        return next;
    }

    private void segment(int code, int start, int end) {
        if (end < start + 4) {
            throw file.damaged("its marker " + Integer.toHexString(code) + " has no length");
        }
        if (end > bytes.length) {
            throw endsInHeader();
        }
        int content = start + 4;
        boolean isProfile = code == APPLICATION_2 && PictureFormat.startsWith(bytes, content, PROFILE);
        if (isProfile && end >= content + PROFILE.length + 2) {
            profile.put(at(content + PROFILE.length), Arrays.copyOfRange(bytes, content + PROFILE.length + 2, end));
        } else if (code == APPLICATION_1 && exif.length == 0 && PictureFormat.startsWith(bytes, content, EXIF)) {
            exif = Arrays.copyOfRange(bytes, content + EXIF.length, end);
        } else if (isFrame(code)) {
            frame(code, content);
        } else if (code == START_OF_SCAN) {
            scan = start;
        }
        if (!isProfile && code != START_OF_SCAN) {
            kept.write(bytes, start, end - start);
        }
    }

    /** Frames are C0 to CF, except the tables C4 and CC and the reserved C8. */
    private static boolean isFrame(int code) {
        return code >= BASELINE && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
    }

    private void frame(int code, int content) {
        if (frame != 0) {
            throw file.damaged("it has two frames");
        }
        frame = code;
        bits = at(content);
        height = shortAt(content + 1);
        width = shortAt(content + 3);
        components = at(content + 5);
    }

    private int at(int place) {
        if (place >= bytes.length) {
            throw endsInHeader();
        }
        return bytes[place] & 0xff;
    }

    private int shortAt(int place) {
        return at(place) << 8 | at(place + 1);
    }

    private RuntimeException endsInHeader() {
        return file.cutOff("the first pixels");
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int components() {
        return components;
    }

    /** Whether the file has Huffman-coded DCT coefficients of eight bits, like nearly all files. */
    boolean isCommon() {
        return bits == Byte.SIZE && frame >= BASELINE && frame <= PROGRESSIVE;
    }

    boolean isProgressive() {
        return frame == PROGRESSIVE;
    }

    /** The place of the first scan's marker. */
    int scan() {
        return scan;
    }

    ExifOrientation orientation() {
        return ExifData.orientation(exif);
    }

    /** The ICC profile, joined from its segments; empty without a profile. */
    byte[] profile() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        profile.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /** The file without its profile. Java's reader would apply the profile row by row. */
    PictureFile withoutProfile() {
        if (profile.isEmpty()) {
            return file;
        }
        byte[] header = kept.toByteArray();
        byte[] shorter = Arrays.copyOf(header, header.length + bytes.length - scan);
        System.arraycopy(bytes, scan, shorter, header.length, bytes.length - scan);
        return file.with(shorter);
    }
}

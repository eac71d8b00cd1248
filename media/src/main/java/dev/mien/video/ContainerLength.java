package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares a file's length with what its container claims. FFmpeg takes the end of a file that was cut off for the end
 * of the video. A container that claims no length, such as a transport stream cut between two packets, says nothing.
 */
final class ContainerLength {
    private static final int HEADER = 32;

    /** An Ogg page has at most this many bytes (RFC 3533). */
    private static final int LARGEST_OGG_PAGE = 65_307;

    private static final int OGG_HEADER = 27;
    private static final int OGG_END_OF_STREAM = 4;
    private static final int FLV_NUMBER = 0;
    private static final String FLV_SIZE = "filesize";
    private static final int SEGMENT_ID = 0x18538067;
    private static final int ASF_ID = 0x3026b275;
    private static final int ASF_PROPERTIES = 0xa1dcab8c;

    private final FileChannel file;
    private final long length;

    private ContainerLength(FileChannel file) throws IOException {
        this.file = file;
        this.length = file.size();
    }

    /** What is missing at the end of a file, in words; empty if nothing is, or if the container does not tell. */
    static Optional<String> missing(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return new ContainerLength(file).missing();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> missing() throws IOException {
        ByteBuffer start = at(0, HEADER);
        if (start.limit() < HEADER) {
            return Optional.empty();
        }
        Optional<PictureFrames> frames = PictureFrames.of(FileWindow.of(file));
        if (frames.isPresent()) {
            return frames.get().isWhole()
                    ? Optional.empty()
                    : Optional.of("its end is missing, so the file was cut off");
        }
        if (text(start, 0).equals("OggS")) {
            return ogg();
        }
        if (lacksEndOfPacket(start)) {
            return Optional.of("its last packet is not whole, so the file was cut off");
        }
        long claimed = claimed(start);
        return claimed > length
                ? Optional.of(
                        "it has " + length + " of the " + claimed + " bytes that it claims, so the file was cut off")
                : Optional.empty();
    }

    private boolean lacksEndOfPacket(ByteBuffer start) throws IOException {
        if (FlvTags.isFlv(start)) {
            return !endsWithTag();
        }
        if (MatroskaElements.isMatroska(start)) {
            return matroska() == 0 && MatroskaElements.isCutOff(file);
        }
        int packet = TransportPackets.length(file);
        return packet > 0 && length % packet != 0;
    }

    private long claimed(ByteBuffer start) throws IOException {
        if (text(start, 0).equals("RIFF")) {
            return riff();
        }
        if (FlvTags.isFlv(start)) {
            return flv();
        }
        return switch (start.getInt(0)) {
            case MatroskaElements.EBML -> matroska();
            case ASF_ID -> asf();
            default -> text(start, 4).equals("ftyp") ? boxes() : 0;
        };
    }

    /** A large AVI has several RIFF chunks (OpenDML). A length of 0 was never filled in. */
    private long riff() throws IOException {
        long end = 0;
        while (end + 8 <= length) {
            ByteBuffer chunk = at(end, 8).order(ByteOrder.LITTLE_ENDIAN);
            if (!text(chunk, 0).equals("RIFF") || chunk.getInt(4) == 0) {
                return end;
            }
            long size = Integer.toUnsignedLong(chunk.getInt(4));
            end += 8 + size + size % 2;
        }
        // a pad byte at the end may be left out
        return end - 1;
    }

    /** ISO 14496-12: a size of 1 stands before a size of 64 bits, a size of 0 means the rest of the file. */
    private long boxes() throws IOException {
        long end = 0;
        while (end + 8 <= length) {
            ByteBuffer box = at(end, 16);
            long size = Integer.toUnsignedLong(box.getInt(0));
            size = size == 1 && box.limit() == 16 ? box.getLong(8) : size;
            if (size < 8 || !text(box, 4).matches("[ -~\\xa9]{4}")) {
                return 0;
            }
            end += size;
        }
        return end;
    }

    /** RFC 9559: the EBML header and one segment, whose size is all ones if it was unknown while it was written. */
    private long matroska() throws IOException {
        long segment = element(0);
        ByteBuffer head = at(segment, 4);
        return segment <= 0 || head.limit() < 4 || head.getInt(0) != SEGMENT_ID ? 0 : element(segment);
    }

    /** The end of an element with an ID of four bytes; 0 if its size is unknown. */
    private long element(long place) throws IOException {
        ByteBuffer size = at(place + 4, 8);
        if (size.limit() < 8) {
            return 0;
        }
        int bytes = Integer.numberOfLeadingZeros(size.get(0) & 0xff) - 23;
        if (bytes > 8) {
            return 0;
        }
        long value = size.getLong(0) >>> 8 * (8 - bytes) & ~(-1L << 7 * bytes);
        return value == ~(-1L << 7 * bytes) ? 0 : place + 4 + bytes + value;
    }

    /** The file properties among the header's objects tell the file's size, except for a broadcast. */
    private long asf() throws IOException {
        long end = 16 + at(16, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        long place = 30;
        while (place + 104 <= Math.min(end, length)) {
            ByteBuffer object = at(place, 104);
            long size = object.order(ByteOrder.LITTLE_ENDIAN).getLong(16);
            if (object.order(ByteOrder.BIG_ENDIAN).getInt(0) == ASF_PROPERTIES) {
                object.order(ByteOrder.LITTLE_ENDIAN);
                boolean isBroadcast = (object.getInt(88) & 1) == 1;
                return isBroadcast ? 0 : object.getLong(40);
            }
            if (size < 24) {
                return 0;
            }
            place += size;
        }
        return 0;
    }

    /**
     * Adobe's FLV specification, annex E: the length of each tag stands behind it. Some writers leave out the tag's
     * header in that length.
     */
    private boolean endsWithTag() throws IOException {
        ByteBuffer last = at(length - 4, 4);
        long start = length - 4 - Integer.toUnsignedLong(last.getInt(0));
        return length == FlvTags.FILE_HEADER || isLastTag(start) || isLastTag(start - FlvTags.HEADER);
    }

    private boolean isLastTag(long start) throws IOException {
        int content = start < FlvTags.FILE_HEADER ? -1 : FlvTags.content(at(start, FlvTags.HEADER));
        return content >= 0 && start + FlvTags.HEADER + content + 4 == length;
    }

    /** The first tag describes the file: names with values, among them the file's size as a number of 64 bits. */
    private long flv() throws IOException {
        ByteBuffer head = at(FlvTags.FILE_HEADER, FlvTags.HEADER);
        if (FlvTags.content(head) < 0 || head.get(0) != FlvTags.METADATA) {
            return 0;
        }
        ByteBuffer values = at(FlvTags.FILE_HEADER + FlvTags.HEADER, FlvTags.content(head));
        int name = new String(values.array(), 0, values.limit(), StandardCharsets.ISO_8859_1).indexOf(FLV_SIZE);
        int value = name + FLV_SIZE.length();
        boolean isNumber = name >= 0 && value + 9 <= values.limit() && values.get(value) == FLV_NUMBER;
        return isNumber ? (long) values.getDouble(value + 1) : 0;
    }

    /** The last page must be whole, and be marked as the end of its stream. */
    private Optional<String> ogg() throws IOException {
        long from = Math.max(0, length - 2L * LARGEST_OGG_PAGE);
        ByteBuffer tail = at(from, (int) (length - from));
        for (int page = tail.limit() - OGG_HEADER; page >= 0; page--) {
            if (text(tail, page).equals("OggS")) {
                boolean isLast = (tail.get(page + 5) & OGG_END_OF_STREAM) != 0;
                return isLast && end(tail, page) <= tail.limit()
                        ? Optional.empty()
                        : Optional.of("its last page does not end its stream, so the file was cut off");
            }
        }
        return Optional.of("its last page is missing, so the file was cut off");
    }

    private static int end(ByteBuffer tail, int page) {
        int segments = tail.get(page + OGG_HEADER - 1) & 0xff;
        int end = page + OGG_HEADER + segments;
        for (int i = 0; i < segments && page + OGG_HEADER + i < tail.limit(); i++) {
            end += tail.get(page + OGG_HEADER + i) & 0xff;
        }
        return end;
    }

    /** Up to so many bytes from a place on. */
    private ByteBuffer at(long place, int count) throws IOException {
        return PacketGaps.read(file, ByteBuffer.allocate(count), place);
    }

    private static String text(ByteBuffer bytes, int place) {
        return place + 4 > bytes.limit() ? "" : new String(bytes.array(), place, 4, StandardCharsets.ISO_8859_1);
    }
}

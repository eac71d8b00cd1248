package dev.mien.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first page of a TIFF, by TwelveMonkeys' reader, which knows more of its compressions than Java's. */
final class TiffPicture {
    private static final int BIG = 43;

    private TiffPicture() {}

    static Samples decode(PictureFile file) throws IOException {
        requireDirectory(file);
        try (PictureReader reader = PictureReader.open(PictureReader.TIFF, file)) {
            file.requireSize(reader.width(), reader.height());
            Samples stored = BufferedSamples.of(reader.read());
            if (reader.warnedOf(warning -> warning.contains("EOF") || warning.contains("end of"))) {
                throw file.cutOff("the last pixel");
            }
            return ExifData.orientation(file.bytes()).upright(stored);
        } catch (EOFException e) {
            throw file.cutOff("the last pixel");
        } catch (ClassCastException e) {
            // TwelveMonkeys' reader keeps an EOFException as the value of a tag that stands past the file's end.
            throw String.valueOf(e.getMessage()).contains("EOFException")
                    ? file.cutOff("the values of its tags")
                    : file.damaged(e);
        }
    }

    /** The header says where the first directory stands: in a classic file in four bytes, in a BigTIFF in eight. */
    private static void requireDirectory(PictureFile file) {
        byte[] bytes = file.bytes();
        ByteBuffer header = file.buffer(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean isBig = header.getShort(2) == BIG;
        if (bytes.length < (isBig ? 16 : 8)) {
            throw file.cutOff("the end of its header");
        }
        long directory = isBig ? header.getLong(8) : Integer.toUnsignedLong(header.getInt(4));
        if (directory < 0 || directory + 2 > bytes.length) {
            throw file.cutOff("its directory");
        }
        int entries = Short.toUnsignedInt(header.getShort((int) directory));
        if (!isBig && directory + 2 + 12L * entries > bytes.length) {
            throw file.cutOff("the end of its directory");
        }
    }
}

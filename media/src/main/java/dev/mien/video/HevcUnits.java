package dev.mien.video;

import java.nio.ByteBuffer;

/**
 * The units of a coded HEVC picture (ITU-T H.265, 7.3.1; ISO/IEC 14496-15, 8). FFmpeg decodes a unit up to a hole of
 * zeros and says nothing, so holes are looked for here. HEVC has no checksum that would tell of other damage.
 */
final class HevcUnits {
    /** The place of the number of bytes of a unit's length, less one, in the box hvcC. */
    private static final int LENGTH_SIZE = 21;

    private HevcUnits() {}

    /** Whether units fill a picture's bytes, and none has three bytes in a row that HEVC never writes. */
    static boolean areWhole(ByteBuffer configuration, ByteBuffer picture) {
        if (configuration.limit() <= LENGTH_SIZE) {
            return false;
        }
        int lengthSize = (configuration.get(LENGTH_SIZE) & 3) + 1;
        int next = 0;
        while (next + lengthSize <= picture.limit()) {
            long length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = length << 8 | picture.get(next++) & 0xff;
            }
            if (length < 2 || length > picture.limit() - next || !isPlain(picture, next, (int) length)) {
                return false;
            }
            next += (int) length;
        }
        return next > 0 && next == picture.limit();
    }

    /** The first bit is 0. Two zeros are followed by 3, the byte that keeps a unit from looking like a start. */
    private static boolean isPlain(ByteBuffer picture, int start, int length) {
        int zeros = 0;
        for (int i = start; i < start + length; i++) {
            byte value = picture.get(i);
            if (zeros >= 2 && value >= 0 && value < 3) {
                return false;
            }
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return picture.get(start) >= 0;
    }
}

package dev.mien.dataset;

import dev.mien.io.Sha256;
import java.util.Arrays;

/**
 * The pixels of many pictures of one size, which may be more than one array can hold. Each array holds the same number
 * of pictures, a power of two. Pictures are numbered from 0 over all arrays, and each lies in one array.
 */
final class Pixels {
    /** Bytes of an array. It is small enough that growing copies little. */
    private static final int MOST_BYTES = 1 << 26;

    /** A shift that puts every picture into the first array. */
    private static final int ONE_ARRAY = Integer.SIZE - 1;

    private final int length;
    private final int shift;
    private byte[][] arrays;
    private int count;

    private Pixels(int length, int shift, byte[][] arrays, int count) {
        this.length = length;
        this.shift = shift;
        this.arrays = arrays;
        this.count = count;
    }

    /**
     * Room for pictures, all black.
     *
     * @param count number of pictures
     * @param length bytes of a picture, at least 1
     */
    static Pixels room(int count, int length) {
        return room(count, length, MOST_BYTES);
    }

    /** @param mostBytes of an array, where it holds more than one picture */
    static Pixels room(int count, int length, int mostBytes) {
        int perArray = Math.max(1, mostBytes / length);
        Pixels pixels = new Pixels(length, ONE_ARRAY - Integer.numberOfLeadingZeros(perArray), new byte[0][], 0);
        pixels.resize(count);
        return pixels;
    }

    /** Takes over an array with whole pictures, without a copy. */
    static Pixels owning(byte[] all, int length) {
        return new Pixels(length, ONE_ARRAY, new byte[][] {all}, all.length / length);
    }

    /** Number of pictures. */
    int count() {
        return count;
    }

    /**
     * Makes room for more pictures, or drops the last. Only for {@link #room}. No other thread may use it at the same
     * time.
     */
    void resize(int pictures) {
        int perArray = 1 << shift;
        byte[][] resized = Arrays.copyOf(arrays, (int) (((long) pictures + perArray - 1) >> shift));
        for (int a = 0; a < resized.length; a++) {
            int bytes = Math.min(perArray, pictures - (a << shift)) * length;
            if (a >= arrays.length) {
                resized[a] = new byte[bytes];
            } else if (resized[a].length != bytes) {
                resized[a] = Arrays.copyOf(resized[a], bytes);
            }
        }
        arrays = resized;
        count = pictures;
    }

    /** The array that holds a picture. */
    byte[] array(int picture) {
        return arrays[picture >> shift];
    }

    /** The start of a picture in its array. */
    int offset(int picture) {
        return (picture & (1 << shift) - 1) * length;
    }

    int pixel(int picture, int position) {
        return array(picture)[offset(picture) + position] & 0xff;
    }

    void copy(int picture, byte[] target, int offset) {
        System.arraycopy(array(picture), offset(picture), target, offset, length);
    }

    /** Whether a picture has the same pixels as another picture of as many bytes. */
    boolean same(int picture, Pixels others, int other) {
        int a = offset(picture);
        int b = others.offset(other);
        return Arrays.equals(array(picture), a, a + length, others.array(other), b, b + length);
    }

    /** A hash of a picture's pixels. */
    int hash(int picture) {
        int from = offset(picture);
        return Words.hash(array(picture), from, from + length);
    }

    void addTo(Sha256 sum, int picture) {
        sum.add(array(picture), offset(picture), length);
    }
}

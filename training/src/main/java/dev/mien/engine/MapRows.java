package dev.mien.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * One row of a batch's maps at a time, moved between native memory and arrays of floats, over which the JIT vectorises loops.
 * The even and the odd pixels of a row go to arrays of their own, so that a loop over these compares neighbours without
 * strides. Within an array the values of a bf16 row stand in another order than in memory, all even channels before all odd
 * ones, since two numbers share a word; {@link #spread} and {@link #gather} know it, and a loop that treats each index alike
 * need not. Not for two threads at once.
 */
abstract sealed class MapRows {
    /** Pixels of each of the two arrays. */
    final int pixels;

    final int channels;

    private MapRows(int pixels, int channels) {
        this.pixels = pixels;
        this.channels = channels;
    }

    /** The width of rows whose halves loops go over: where a row has no half, a pair of rows has one. */
    static int widthOfRows(int width) {
        return width % 2 == 0 ? width : 2 * width;
    }

    /**
     * @param width of a row in pixels, even
     * @param channels even
     */
    static MapRows of(Precision precision, int width, int channels) {
        return precision == Precision.BF16 ? new Bf16(width / 2, channels) : new Fp32(width / 2, channels);
    }

    /** Values of half a row. */
    final int length() {
        return pixels * channels;
    }

    /** The index within an array of a channel of the first pixel, and how far the next pixel's lies from it. */
    abstract int index(int channel);

    abstract int stride();

    /** Reads the row at this offset, counted in values. */
    abstract void read(ByteBuffer maps, int offset, float[] even, float[] odd);

    abstract void write(ByteBuffer maps, int offset, float[] even, float[] odd);

    /** Reads half a row, whose pixels all go to one array. */
    abstract void readHalf(ByteBuffer maps, int offset, float[] values);

    abstract void writeHalf(ByteBuffer maps, int offset, float[] values);

    /** A value for each channel, repeated for each pixel. */
    final float[] spread(double[] ofChannels) {
        float[] values = new float[length()];
        for (int channel = 0; channel < channels; channel++) {
            int index = index(channel);
            for (int pixel = 0; pixel < pixels; pixel++) {
                values[index + pixel * stride()] = (float) ofChannels[channel];
            }
        }
        return values;
    }

    /** Adds each channel's values up over the pixels. */
    final void gather(float[] values, double[] ofChannels) {
        for (int channel = 0; channel < channels; channel++) {
            int index = index(channel);
            double sum = 0;
            for (int pixel = 0; pixel < pixels; pixel++) {
                sum += values[index + pixel * stride()];
            }
            ofChannels[channel] += sum;
        }
    }

    private static ByteBuffer scratch(int numbers) {
        return ByteBuffer.allocateDirect(numbers * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    private static final class Fp32 extends MapRows {
        private final float[] row;

        Fp32(int pixels, int channels) {
            super(pixels, channels);
            row = new float[2 * pixels * channels];
        }

        @Override
        int index(int channel) {
            return channel;
        }

        @Override
        int stride() {
            return channels;
        }

        @Override
        void read(ByteBuffer maps, int offset, float[] even, float[] odd) {
            maps.asFloatBuffer().get(offset, row);
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(row, 2 * pixel * channels, even, pixel * channels, channels);
                System.arraycopy(row, (2 * pixel + 1) * channels, odd, pixel * channels, channels);
            }
        }

        @Override
        void write(ByteBuffer maps, int offset, float[] even, float[] odd) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(even, pixel * channels, row, 2 * pixel * channels, channels);
                System.arraycopy(odd, pixel * channels, row, (2 * pixel + 1) * channels, channels);
            }
            maps.asFloatBuffer().put(offset, row);
        }

        @Override
        void readHalf(ByteBuffer maps, int offset, float[] values) {
            maps.asFloatBuffer().get(offset, values);
        }

        @Override
        void writeHalf(ByteBuffer maps, int offset, float[] values) {
            maps.asFloatBuffer().put(offset, values);
        }
    }

    /**
     * Two numbers to a word. The vectoriser of Java 17 knows no reinterpretation of a word as a float: words are written to a
     * scratch memory and read back as floats.
     */
    private static final class Bf16 extends MapRows {
        private final int words;
        private final int wordsOfPixel;
        private final int[] row;
        private final int[] packed;
        private final int[] low;
        private final int[] high;
        private final IntBuffer scratchWords;
        private final FloatBuffer scratchFloats;

        Bf16(int pixels, int channels) {
            super(pixels, channels);
            wordsOfPixel = channels / 2;
            words = pixels * wordsOfPixel;
            row = new int[2 * words];
            packed = new int[words];
            low = new int[words];
            high = new int[words];
            ByteBuffer scratch = scratch(2 * words);
            scratchWords = scratch.asIntBuffer();
            scratchFloats = scratch.asFloatBuffer();
        }

        @Override
        int index(int channel) {
            return channel / 2 + channel % 2 * words;
        }

        @Override
        int stride() {
            return wordsOfPixel;
        }

        @Override
        void read(ByteBuffer maps, int offset, float[] even, float[] odd) {
            maps.asIntBuffer().get(offset / 2, row);
            take(0);
            unpack(even);
            take(1);
            unpack(odd);
        }

        private void take(int parity) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(row, (2 * pixel + parity) * wordsOfPixel, packed, pixel * wordsOfPixel, wordsOfPixel);
            }
        }

        @Override
        void write(ByteBuffer maps, int offset, float[] even, float[] odd) {
            pack(even);
            put(0);
            pack(odd);
            put(1);
            maps.asIntBuffer().put(offset / 2, row);
        }

        private void put(int parity) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                System.arraycopy(packed, pixel * wordsOfPixel, row, (2 * pixel + parity) * wordsOfPixel, wordsOfPixel);
            }
        }

        @Override
        void readHalf(ByteBuffer maps, int offset, float[] values) {
            maps.asIntBuffer().get(offset / 2, packed);
            unpack(values);
        }

        @Override
        void writeHalf(ByteBuffer maps, int offset, float[] values) {
            pack(values);
            maps.asIntBuffer().put(offset / 2, packed);
        }

        private void unpack(float[] values) {
            split(packed, low, high);
            scratchWords.put(0, low);
            scratchWords.put(words, high);
            scratchFloats.get(0, values);
        }

        private static void split(int[] packed, int[] low, int[] high) {
            for (int i = 0; i < packed.length; i++) {
                low[i] = packed[i] << Short.SIZE;
                high[i] = packed[i] & 0xFFFF0000;
            }
        }

        private void pack(float[] values) {
            scratchFloats.put(0, values);
            scratchWords.get(0, low);
            scratchWords.get(words, high);
            round(low);
            round(high);
            join(low, high, packed);
        }

        /** To the nearest, ties to even: the upper half of each word is then the bf16 number. */
        private static void round(int[] bits) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] += 0x7FFF + ((bits[i] >>> Short.SIZE) & 1);
            }
        }

        private static void join(int[] low, int[] high, int[] packed) {
            for (int i = 0; i < packed.length; i++) {
                packed[i] = (low[i] >>> Short.SIZE) | (high[i] & 0xFFFF0000);
            }
        }
    }
}

package dev.mien.nn;

/** Numbers of 16 bits (IEEE 754 binary16), which Java 17 has no conversion to. */
public final class HalfPrecision {
    /** The largest finite one. */
    public static final float LARGEST = 65504;

    /** The smallest normal one, 2^-14; below it the steps are all {@link #STEPS_OF_SUBNORMALS} of a unit. */
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private static final float STEPS_OF_SUBNORMALS = 0x1p24f;
    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7c00;
    private static final int NOT_A_NUMBER = 0x7e00;
    private static final int DROPPED_BITS = 13;
    private static final int BIAS_DIFFERENCE = (127 - 15) << 23;

    private HalfPrecision() {}

    /** The bits of the nearest 16-bit number, of two as near the one with an even last bit; infinite beyond the largest. */
    public static short bits(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | NOT_A_NUMBER);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude * STEPS_OF_SUBNORMALS));
        }
        int bits = Float.floatToRawIntBits(magnitude) - BIAS_DIFFERENCE;
        int even = bits >>> DROPPED_BITS & 1;
        int rounded = bits + (1 << (DROPPED_BITS - 1)) - 1 + even >>> DROPPED_BITS;
        return (short) (sign | Math.min(rounded, INFINITY));
    }

    /** The number of these bits. */
    public static float value(short bits) {
        int magnitude = bits & ~SIGN & 0xffff;
        float value;
        if (magnitude >= INFINITY) {
            value = magnitude == INFINITY ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (magnitude < 1 << (Short.SIZE - 6)) {
            value = magnitude / STEPS_OF_SUBNORMALS;
        } else {
            value = Float.intBitsToFloat((magnitude << DROPPED_BITS) + BIAS_DIFFERENCE);
        }
        return (bits & SIGN) == 0 ? value : -value;
    }
}

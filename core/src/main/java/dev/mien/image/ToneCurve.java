package dev.mien.image;

import java.nio.ByteBuffer;

/** A curve of an ICC profile that maps a channel's values to light, both from 0 to 1 (ICC.1:2022, 10.6 and 10.18). */
final class ToneCurve {
    private static final int CURVE = 0x63757276;
    private static final int PARAMETRIC = 0x70617261;
    private static final int CONTENT = 12;
    private static final double HALF = 0.5;
    private static final double FIXED_8 = 256;
    private static final double FIXED_16 = 65_536;
    private static final double MOST = 65_535;

    private ToneCurve() {}

    /** The light of the middle value; {@code NaN} for an unreadable curve. */
    static double ofHalf(byte[] tag) {
        ByteBuffer content = ByteBuffer.wrap(tag);
        if (tag.length < CONTENT) {
            return Double.NaN;
        }
        return switch (content.getInt(0)) {
            case CURVE -> curve(content);
            case PARAMETRIC -> parametric(content);
            default -> Double.NaN;
        };
    }

    /** A curve with no entry is a straight line, with one entry an exponent, with more a table. */
    private static double curve(ByteBuffer tag) {
        int entries = tag.getInt(8);
        if (entries == 0) {
            return HALF;
        }
        if (entries < 0 || tag.limit() < CONTENT + 2L * entries) {
            return Double.NaN;
        }
        return entries == 1
                ? Math.pow(HALF, entry(tag, 0) / FIXED_8)
                : (entry(tag, (entries - 1) / 2) + entry(tag, entries / 2)) / 2.0 / MOST;
    }

    private static int entry(ByteBuffer tag, int index) {
        return Short.toUnsignedInt(tag.getShort(CONTENT + 2 * index));
    }

    /**
     * The part for higher values, {@code (a x + b)^g + c}. Simpler kinds lack some of the parameters. The straight part
     * lies far lower.
     */
    private static double parametric(ByteBuffer tag) {
        int kind = tag.getShort(8);
        int[] counts = {1, 3, 4, 5, 7};
        if (kind < 0 || kind >= counts.length || tag.limit() < CONTENT + Integer.BYTES * counts[kind]) {
            return Double.NaN;
        }
        double scaled = kind == 0 ? HALF : parameter(tag, 1) * HALF + parameter(tag, 2);
        double added = kind == 2 ? parameter(tag, 3) : kind == 4 ? parameter(tag, 5) : 0;
        return Math.pow(scaled, parameter(tag, 0)) + added;
    }

    private static double parameter(ByteBuffer tag, int index) {
        return tag.getInt(CONTENT + Integer.BYTES * index) / FIXED_16;
    }
}

package dev.mien.image;

import java.util.Map;
import java.util.Optional;

/**
 * Converts colours that are told by code points (ITU-T H.273) to sRGB: other primaries, and the tones of films with a
 * high dynamic range, whose lights are compressed.
 */
final class WideColors {
    private static final int SRGB_PRIMARIES = 1;
    private static final int GAMMA_22 = 4;
    private static final int GAMMA_28 = 5;
    private static final int LINEAR = 8;
    private static final int PQ = 16;
    private static final int HLG = 18;

    /** White on paper, in candela per square metre (ITU-R BT.2408, 2.2). */
    private static final double WHITE = 203;

    /** From this light on, brighter ones are compressed. */
    private static final double KNEE = 0.8;

    private static final int STEPS = 4096;

    private static final double[] SRGB = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06};

    /** x and y of red, green and blue. The white of all is D65. */
    private static final Map<Integer, double[]> PRIMARIES = Map.of(
            SRGB_PRIMARIES,
            new double[] {0.64, 0.33, 0.30, 0.60, 0.15, 0.06},
            5,
            new double[] {0.64, 0.33, 0.29, 0.60, 0.15, 0.06},
            6,
            new double[] {0.63, 0.34, 0.31, 0.595, 0.155, 0.07},
            7,
            new double[] {0.63, 0.34, 0.31, 0.595, 0.155, 0.07},
            9,
            new double[] {0.708, 0.292, 0.170, 0.797, 0.131, 0.046},
            12,
            new double[] {0.68, 0.32, 0.265, 0.69, 0.15, 0.06},
            22,
            new double[] {0.63, 0.34, 0.295, 0.605, 0.155, 0.077});

    private static final double[] WHITE_XYZ = {0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290};
    private static final byte[] TONES = tones();

    private final double[] light;
    private final double[][] matrix;

    private WideColors(double[] light, double[][] matrix) {
        this.light = light;
        this.matrix = matrix;
    }

    /** Empty if the colours are about those of sRGB, or if the code points are not known. */
    static Optional<WideColors> of(int primaries, int transfer) {
        boolean isWide = PRIMARIES.containsKey(primaries) && primaries != SRGB_PRIMARIES;
        boolean isBent =
                transfer == GAMMA_22 || transfer == GAMMA_28 || transfer == LINEAR || transfer == PQ || transfer == HLG;
        if (!isWide && !isBent) {
            return Optional.empty();
        }
        double[] light = new double[256];
        for (int i = 0; i < light.length; i++) {
            light[i] = light(i / 255.0, transfer);
        }
        double[][] toXyz = toXyz(isWide ? primaries : SRGB_PRIMARIES);
        return Optional.of(new WideColors(light, product(inverse(toXyz(SRGB_PRIMARIES)), toXyz)));
    }

    /** The light of a value, where 1 is white. */
    private static double light(double value, int transfer) {
        return switch (transfer) {
            case GAMMA_22 -> Math.pow(value, 2.2);
            case GAMMA_28 -> Math.pow(value, 2.8);
            case LINEAR -> value;
            case PQ -> compressed(pq(value));
            case HLG -> compressed(hlg(value));
            default -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        };
    }

    /** SMPTE ST 2084. */
    private static double pq(double value) {
        double root = Math.pow(value, 32 / 2523.0);
        double part = Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root);
        return 10_000 / WHITE * Math.pow(part, 8192 / 1305.0);
    }

    /** ITU-R BT.2100, table 5, for a display of 1000 candela per square metre. */
    private static double hlg(double value) {
        double scene =
                value <= 0.5 ? value * value / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
        return 1000 / WHITE * Math.pow(scene, 1.2);
    }

    private static double compressed(double light) {
        return light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - Math.exp((KNEE - light) / (1 - KNEE)));
    }

    /** Converts values in the order red, green, blue in place. */
    void toSrgb(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += RgbImage.CHANNELS) {
            double red = light[rgb[i] & 0xff];
            double green = light[rgb[i + 1] & 0xff];
            double blue = light[rgb[i + 2] & 0xff];
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                double[] row = matrix[channel];
                double value = row[0] * red + row[1] * green + row[2] * blue;
                rgb[i + channel] = TONES[(int) (Math.max(0, Math.min(1, value)) * (STEPS - 1) + 0.5)];
            }
        }
    }

    /** The value of each step of light, by IEC 61966-2-1. */
    private static byte[] tones() {
        byte[] tones = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double light = i / (STEPS - 1.0);
            double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            tones[i] = (byte) Math.round(255 * value);
        }
        return tones;
    }

    /** The matrix from light in red, green and blue to X, Y and Z: equal lights make white. */
    private static double[][] toXyz(int primaries) {
        double[] places = PRIMARIES.getOrDefault(primaries, SRGB);
        double[][] colors = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double x = places[2 * i];
            double y = places[2 * i + 1];
            colors[0][i] = x / y;
            colors[1][i] = 1;
            colors[2][i] = (1 - x - y) / y;
        }
        double[][] solved = inverse(colors);
        for (int i = 0; i < 3; i++) {
            double part = solved[i][0] * WHITE_XYZ[0] + solved[i][1] * WHITE_XYZ[1] + solved[i][2] * WHITE_XYZ[2];
            for (int row = 0; row < 3; row++) {
                colors[row][i] *= part;
            }
        }
        return colors;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int i = 0; i < 3; i++) {
                    product[row][column] += left[row][i] * right[i][column];
                }
            }
        }
        return product;
    }

    /** By cofactors. */
    private static double[][] inverse(double[][] of) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int down = (row + 1) % 3;
                int right = (column + 1) % 3;
                inverse[column][row] = of[down][right] * of[(row + 2) % 3][(column + 2) % 3]
                        - of[down][(column + 2) % 3] * of[(row + 2) % 3][right];
            }
            determinant += of[0][row] * inverse[row][0];
        }
        for (double[] row : inverse) {
            for (int column = 0; column < 3; column++) {
                row[column] /= determinant;
            }
        }
        return inverse;
    }
}

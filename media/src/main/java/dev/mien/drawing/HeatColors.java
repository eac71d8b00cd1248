package dev.mien.drawing;

import java.awt.Color;

/**
 * Colours from dark to bright in even steps of lightness: "inferno" of matplotlib (Smith and van der Walt, 2015; CC0).
 */
final class HeatColors {
    private static final int[] INFERNO = {
        0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d, 0xfcffa4
    };

    /** The opacity of the colour where the map is 0 and where it is 1. */
    private static final double LEAST_COVER = 0.3;

    private static final double MOST_COVER = 0.72;

    private HeatColors() {}

    /** The colour of a value of 0 to 1. */
    static Color of(double value) {
        double position = Math.max(0, Math.min(1, value)) * (INFERNO.length - 1);
        int low = Math.min((int) position, INFERNO.length - 2);
        return mixed(new Color(INFERNO[low]), new Color(INFERNO[low + 1]), position - low);
    }

    /** The colour of a value over a grey of 0 to 255. The grey shows through less at higher values. */
    static Color over(double gray, double value) {
        int level = (int) Math.rint(Math.max(0, Math.min(255, gray)));
        double cover = LEAST_COVER + (MOST_COVER - LEAST_COVER) * Math.max(0, Math.min(1, value));
        return mixed(new Color(level, level, level), of(value), cover);
    }

    private static Color mixed(Color a, Color b, double share) {
        return new Color(
                blend(a.getRed(), b.getRed(), share),
                blend(a.getGreen(), b.getGreen(), share),
                blend(a.getBlue(), b.getBlue(), share));
    }

    private static int blend(int a, int b, double share) {
        return (int) Math.rint(a + (b - a) * share);
    }
}

package dev.mien.engine;

import java.util.Arrays;

/**
 * Sums of a few arrays, each times a number: what a product of a small matrix with long rows is made of. Zero factors cost
 * nothing. At most four arrays go into one loop, since the JIT does not vectorise a longer body.
 */
final class Combination {
    private static final int MOST = 4;

    private Combination() {}

    /** Sets {@code target} to the sum of {@code factors[i] * sources[i]}, from index 0 on. */
    static void set(float[][] sources, float[] factors, float[] target, int length) {
        float[][] chosen = new float[MOST][];
        float[] f = new float[MOST];
        int count = 0;
        boolean add = false;
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] != 0) {
                if (count == MOST) {
                    run(chosen, f, count, add, target, length);
                    add = true;
                    count = 0;
                }
                chosen[count] = sources[i];
                f[count++] = factors[i];
            }
        }
        if (count == 0) {
            Arrays.fill(target, 0, length, 0);
        } else {
            run(chosen, f, count, add, target, length);
        }
    }

    private static void run(float[][] a, float[] f, int count, boolean add, float[] target, int length) {
        switch (count) {
            case 1 -> {
                if (add) {
                    add(a[0], f[0], target, length);
                } else {
                    set(a[0], f[0], target, length);
                }
            }
            case 2 -> {
                if (add) {
                    add(a[0], f[0], a[1], f[1], target, length);
                } else {
                    set(a[0], f[0], a[1], f[1], target, length);
                }
            }
            case 3 -> {
                if (add) {
                    add(a[0], f[0], a[1], f[1], a[2], f[2], target, length);
                } else {
                    set(a[0], f[0], a[1], f[1], a[2], f[2], target, length);
                }
            }
            default -> {
                if (add) {
                    add(a[0], f[0], a[1], f[1], target, length);
                    add(a[2], f[2], a[3], f[3], target, length);
                } else {
                    setFour(a, f, target, length);
                }
            }
        }
    }

    private static void set(float[] a, float f, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i];
        }
    }

    private static void add(float[] a, float f, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += f * a[i];
        }
    }

    private static void set(float[] a, float f, float[] b, float g, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i] + g * b[i];
        }
    }

    private static void add(float[] a, float f, float[] b, float g, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += f * a[i] + g * b[i];
        }
    }

    private static void set(float[] a, float f, float[] b, float g, float[] c, float h, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i] + g * b[i] + h * c[i];
        }
    }

    private static void add(float[] a, float f, float[] b, float g, float[] c, float h, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += f * a[i] + g * b[i] + h * c[i];
        }
    }

    private static void setFour(float[][] a, float[] f, float[] target, int length) {
        float[] a0 = a[0];
        float[] a1 = a[1];
        float[] a2 = a[2];
        float[] a3 = a[3];
        float f0 = f[0];
        float f1 = f[1];
        float f2 = f[2];
        float f3 = f[3];
        for (int i = 0; i < length; i++) {
            target[i] = (f0 * a0[i] + f1 * a1[i]) + (f2 * a2[i] + f3 * a3[i]);
        }
    }
}

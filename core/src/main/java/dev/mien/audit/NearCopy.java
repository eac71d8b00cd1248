package dev.mien.audit;

/**
 * Two pictures that show the same photo by their pixels: {@code second}, mirrored if {@code mirrored}, and moved by
 * {@code (shiftX, shiftY)}, covers {@code first}.
 *
 * @param first position in the data, below {@code second}
 * @param second position in the data
 * @param mirrored whether left and right are exchanged
 * @param shiftX pixels by which the content of {@code second} has to move to the right, at most
 *     {@link NearCopies#REACH} either way
 * @param shiftY pixels down
 * @param brightness mean of {@code second} minus that of {@code first}, in grey levels
 * @param correlation of the details, {@link NearCopies#LEAST_CORRELATION} to 1
 */
public record NearCopy(
        int first, int second, boolean mirrored, int shiftX, int shiftY, double brightness, double correlation) {

    /** The difference of means, in grey levels, from which on the brightness differs. JPEG changes a mean by less. */
    public static final double VISIBLE = 2;

    /** Whether the content was moved. */
    public boolean shifted() {
        return shiftX != 0 || shiftY != 0;
    }

    /** Whether one is visibly brighter than the other. */
    public boolean brightened() {
        return Math.abs(brightness) >= VISIBLE;
    }

    /** What turns one into the other, in words: {@code mirrored, shifted, brightness}, or {@code encoded again}. */
    public String change() {
        StringBuilder words = new StringBuilder();
        words.append(mirrored ? "mirrored, " : "").append(shifted() ? "shifted, " : "");
        words.append(brightened() ? "brightness, " : "");
        return words.isEmpty() ? "encoded again" : words.substring(0, words.length() - 2);
    }
}

package dev.mien.importing;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import java.util.List;
import java.util.Locale;

/**
 * A scaling that is in use. Files of Keras do not say which one they need.
 *
 * @param name a short name: {@code 0..1}, {@code -1..1}, {@code raw}, or mean and deviation
 */
public record KnownScaling(String name, Scaling scaling) {
    private static final double HALF = 127.5;
    private static final double WHITE = 255;

    private static final KnownScaling UNIT = new KnownScaling("0..1", Scaling.UNIT);
    private static final KnownScaling SIGNED = new KnownScaling("-1..1", standard(HALF, HALF));
    private static final KnownScaling RAW = new KnownScaling("raw", Scaling.RAW);

    /** The scalings that need no numbers. */
    static final List<KnownScaling> ALL = List.of(UNIT, SIGNED, RAW);

    private static Scaling standard(double mean, double deviation) {
        return new Scaling(Scaling.Kind.STANDARD, mean, deviation);
    }

    /** Mean and deviation in grey levels. */
    static KnownScaling of(Scaling fitted) {
        String name = String.format(Locale.ROOT, "%.2f,%.2f", fitted.mean(), fitted.deviation());
        return new KnownScaling(name, standard(fitted.mean(), fitted.deviation()));
    }

    /**
     * The scaling that a text names.
     *
     * @param text {@code 0..1}, {@code -1..1}, {@code raw}, or mean and deviation separated by a comma; if both are at
     *     most 1, they are for pixels of 0 to 1, as in PyTorch and Keras, else for grey levels of 0 to 255
     * @throws InvalidInputException if it is another text
     */
    public static KnownScaling parse(String text) {
        String[] numbers = text.split(",", -1);
        if (numbers.length != 2) {
            return ALL.stream()
                    .filter(known -> known.name.equals(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> unknown(text));
        }
        try {
            double mean = Double.parseDouble(numbers[0].strip());
            double deviation = Double.parseDouble(numbers[1].strip());
            double unit = Math.abs(mean) <= 1 && deviation <= 1 ? WHITE : 1;
            return new KnownScaling(text.strip(), standard(mean * unit, deviation * unit));
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
    }

    private static InvalidInputException unknown(String text) {
        return new InvalidInputException("the scaling '" + text
                + "' is unknown. There are 0..1, -1..1, raw, and mean and deviation as two numbers with a comma");
    }
}

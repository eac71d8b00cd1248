package dev.mien.augmentation;

/**
 * Changes the light, as torchvision's {@code ColorJitter(brightness, contrast)} does for grey pictures. All values are
 * multiplied by a factor uniform in [1 - brightness, 1 + brightness) and cut at 255. Then their differences from the
 * picture's mean are multiplied by a factor uniform in [1 - contrast, 1 + contrast), and the values are cut at 0 and
 * 255. torchvision draws which of the two comes first and rounds after each. Here brightness comes first and nothing is
 * rounded.
 *
 * @param brightness 0 to 1
 * @param contrast 0 to 1
 */
public record BrightnessContrast(double brightness, double contrast) implements Augmentation {
    public BrightnessContrast {
        Ranges.require("brightness range", brightness, 0, 1);
        Ranges.require("contrast range", contrast, 0, 1);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.light(1 + random.symmetric() * brightness, 1 + random.symmetric() * contrast);
    }

    @Override
    public BrightnessContrast times(double strength) {
        return new BrightnessContrast(brightness * strength, contrast * strength);
    }
}

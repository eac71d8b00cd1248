package dev.mien.augmentation;

/** Mirrors every picture at its border, see {@link Border#REFLECTED}. It draws no random number. */
public record ReflectedBorder() implements Augmentation {
    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.border(Border.REFLECTED);
    }

    @Override
    public ReflectedBorder times(double strength) {
        return this;
    }
}

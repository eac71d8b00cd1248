package dev.mien.augmentation;

/** Beyond the border the picture stands mirrored, see {@link Border#REFLECTED}. Nothing is drawn: it holds for every picture. */
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

package dev.mien.augmentation;

/** Mirrors every picture at its border, see {@link Border#REFLECTED}. It draws no random number. */
public record ReflectedBorder() implements Augmentation {
    @Override
    public ReflectedBorder times(double strength) {
        return this;
    }
}

package dev.mien.augmentation;

import dev.mien.RecordKinds;

/** The kinds of augmentations by the names under which run files keep them. */
public final class Augmentations {
    private static final RecordKinds<Augmentation> KINDS = new RecordKinds<Augmentation>("augmentation")
            .add("shift", Shift.class)
            .add("zoom", Zoom.class)
            .add("scale", Scale.class)
            .add("aspect_ratio", AspectRatio.class)
            .add("rotation", Rotation.class)
            .add("horizontal_flip", HorizontalFlip.class)
            .add("alternating_flip", AlternatingFlip.class)
            .add("reflected_border", ReflectedBorder.class)
            .add("brightness_contrast", BrightnessContrast.class)
            .add("degradation", Degradation.class)
            .add("random_erasing", RandomErasing.class);

    private Augmentations() {}

    /**
     * Adds a kind. A program that trains with it, resumes a run or reads a run's configuration calls this first.
     *
     * @param kind lower-case, with {@code _} between words
     * @param type a record; its components are numbers, text, booleans and enums
     * @throws dev.mien.InvalidInputException if the name or the class is taken, or the class is no record
     */
    public static void register(String kind, Class<? extends Augmentation> type) {
        KINDS.add(kind, type);
    }

    /** All kinds. */
    public static RecordKinds<Augmentation> kinds() {
        return KINDS;
    }
}

package dev.mien.augmentation;

/**
 * A random change of a picture that keeps its label. An {@link Augmenter} draws several and applies them as one. Mien's
 * own are records in this package. Another program may add its own record: {@link Augmentations#register} lets run
 * files keep it.
 */
public interface Augmentation {
    /**
     * Draws what happens to one picture and adds it.
     *
     * @param draw what other augmentations have drawn for the picture
     * @param random the only source of chance, so that the same seed, epoch and picture give the same draw
     */
    void addTo(DrawBuilder draw, DrawSource random);

    /**
     * The same augmentation with its amounts multiplied: angles, distances, ranges and the probability of damage. A
     * flip and a border have no amount and stay as they are. Reports find the strength of a run again if a component
     * that is a number is multiplied by it.
     *
     * @param strength above 0; 1 changes nothing
     * @throws dev.mien.InvalidInputException if an amount leaves its range
     */
    Augmentation times(double strength);

    /**
     * Whether it makes pictures worse, as those in use are, instead of showing another view of them. The strength of
     * the augmentation leaves damage alone, in the whole training and in its last epochs.
     */
    default boolean isDamage() {
        return false;
    }
}

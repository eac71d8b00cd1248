package dev.mien.augmentation;

/**
 * A random change of a picture that keeps its label; an {@link Augmenter} draws and applies several as one. Mien's own are records in
 * this package. Another program may add its own record: {@link Augmentations#register} lets run files keep it.
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
     * The same with its amounts multiplied: angles, distances, ranges and the probability of damage. What has no amount, the side
     * that a face is seen from and what stands beyond the border, stays as it is.
     *
     * @param strength above 0; 1 changes nothing
     * @throws dev.mien.InvalidInputException if an amount leaves its range
     */
    Augmentation times(double strength);
}

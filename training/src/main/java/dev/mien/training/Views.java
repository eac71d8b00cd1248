package dev.mien.training;

/**
 * Chooses the view of a sample in an epoch. For the augmenter a view is a seed, and a number that replaces the epoch's.
 * A usual training draws new views in each epoch. A training with teachers that answered for some views goes round
 * these views. Each sample begins with another view.
 *
 * @param seed the seed of the views
 * @param count the number of views to go round; 0 for new views in each epoch
 * @param order the seed of the view with which a sample begins; it has no meaning for new views in each epoch
 */
record Views(long seed, int count, long order) {

    /** New views in each epoch. */
    static Views endless(long seed) {
        return new Views(seed, 0, 0);
    }

    /**
     * The number of the view that an epoch shows.
     *
     * @param epoch from 1
     * @param row the row of the sample in its source
     */
    int number(int epoch, int row) {
        return count == 0 ? epoch : 1 + (int) Math.floorMod(Seeds.of(order, row, 0) + epoch - 1, (long) count);
    }

    /** The number of the view whose answers teach the sample. It is 0 for a new view, which no teacher has seen. */
    int taught(int epoch, int row) {
        return count == 0 ? 0 : number(epoch, row);
    }
}

package dev.mien.training;

/**
 * Which view of a sample an epoch shows, in the augmenter's terms: a seed, and a number in the place of the epoch. A training draws new
 * views for ever; one that learns from teachers who were asked about some views goes round them, each sample from another one on.
 *
 * @param seed of the views
 * @param count of views to go round; 0 for ever new ones
 * @param order seed of where a sample begins; of no meaning where the views are ever new
 */
record Views(long seed, int count, long order) {

    /** New ones in each epoch. */
    static Views endless(long seed) {
        return new Views(seed, 0, 0);
    }

    /**
     * The number of the view that an epoch shows.
     *
     * @param epoch from 1
     * @param row of the sample in its source
     */
    int number(int epoch, int row) {
        return count == 0 ? epoch : 1 + (int) Math.floorMod(Seeds.of(order, row, 0) + epoch - 1, (long) count);
    }

    /** The number of the view whose answers teach it; 0 where the view is a new one, which no teacher has seen. */
    int taught(int epoch, int row) {
        return count == 0 ? 0 : number(epoch, row);
    }
}

package dev.mien.audit;

import dev.mien.SplitMix64;

/** Finds the pictures with a given number. All buckets share one array, each in the order of the pictures. */
final class HashTable {
    private final int[] hashes;
    private final int table;
    private final int[] starts;
    private final int[] pictures;
    private final int shift;

    /**
     * @param hashes {@link BlockHash#TABLES} numbers of each picture
     * @param table the index of this table's number
     */
    HashTable(int[] hashes, int table) {
        this.hashes = hashes;
        this.table = table;
        int count = hashes.length / BlockHash.TABLES;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count));
        this.shift = Long.SIZE - bits;
        this.starts = new int[(1 << bits) + 1];
        this.pictures = new int[count];
        for (int i = 0; i < count; i++) {
            starts[bucket(key(i)) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        for (int i = 0; i < count; i++) {
            pictures[next[bucket(key(i))]++] = i;
        }
    }

    private int key(int picture) {
        return hashes[picture * BlockHash.TABLES + table];
    }

    private int bucket(int key) {
        return (int) (SplitMix64.mix(key) >>> shift);
    }

    /**
     * Fills {@code target} with pictures that have this number, beginning with those after {@code picture}. If very
     * many pictures are alike, each is compared with the ones that follow it, and the chain still joins all of them.
     *
     * @return the number of pictures written
     */
    int find(int key, int picture, int[] target) {
        int bucket = bucket(key);
        int from = starts[bucket];
        int to = starts[bucket + 1];
        int begin = after(picture, from, to);
        int found = copy(key, begin, to, target, 0);
        return copy(key, from, begin, target, found);
    }

    private int copy(int key, int from, int to, int[] target, int found) {
        int count = found;
        int most = Math.min(to, from + target.length);
        for (int i = from; i < most && count < target.length; i++) {
            if (key(pictures[i]) == key) {
                target[count++] = pictures[i];
            }
        }
        return count;
    }

    private int after(int picture, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pictures[middle] <= picture) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

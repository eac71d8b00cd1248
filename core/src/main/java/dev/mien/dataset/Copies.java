package dev.mien.dataset;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds samples whose pixels occur among other samples, whatever their labels. A model may have seen the answer to such
 * a sample in training: 280 of FER2013's PublicTest rows have the pixels of a Training row.
 */
public final class Copies {
    private static final int[] NONE = {};

    private Copies() {}

    /**
     * The positions in {@code faces} whose pixels {@code others} has too. The set is empty if their pictures differ in
     * size.
     */
    public static BitSet of(Dataset faces, Dataset others) {
        BitSet copies = new BitSet(faces.size());
        if (faces.width() != others.width() || faces.height() != others.height()) {
            return copies;
        }
        Map<Integer, int[]> byHash = new HashMap<>(2 * others.size());
        for (int i = 0; i < others.size(); i++) {
            int[] known = byHash.getOrDefault(others.pixelHash(i), NONE);
            if (!contains(known, others, others, i)) {
                int[] more = Arrays.copyOf(known, known.length + 1);
                more[known.length] = i;
                byHash.put(others.pixelHash(i), more);
            }
        }
        for (int i = 0; i < faces.size(); i++) {
            copies.set(i, contains(byHash.getOrDefault(faces.pixelHash(i), NONE), others, faces, i));
        }
        return copies;
    }

    /** Whether one of these pictures, which share a hash, equals a face's. */
    private static boolean contains(int[] some, Dataset others, Dataset faces, int position) {
        return IntStream.of(some).anyMatch(other -> faces.samePixels(position, others, other));
    }
}

package dev.mien.dataset;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples that stand pixel for pixel among others, whatever their labels. Judged on such a sample a model may have seen the answer:
 * 280 of FER2013's PublicTest rows stand in its Training rows.
 */
public final class Copies {
    private Copies() {}

    /** The positions in {@code faces} whose pixels {@code others} has too; none where their pictures differ in size. */
    public static BitSet of(Dataset faces, Dataset others) {
        BitSet copies = new BitSet(faces.size());
        if (faces.width() != others.width() || faces.height() != others.height()) {
            return copies;
        }
        Map<Integer, int[]> byHash = new HashMap<>(2 * others.size());
        for (int i = 0; i < others.size(); i++) {
            byHash.merge(others.pixelHash(i), new int[] {i}, Copies::joined);
        }
        for (int i = 0; i < faces.size(); i++) {
            int position = i;
            int[] candidates = byHash.getOrDefault(faces.pixelHash(i), new int[0]);
            copies.set(i, IntStream.of(candidates).anyMatch(other -> faces.samePixels(position, others, other)));
        }
        return copies;
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}

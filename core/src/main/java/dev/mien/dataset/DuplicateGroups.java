package dev.mien.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Groups of samples with equal pixels, whatever their labels. FER2013's 35,887 rows have 1,514 such groups. */
public final class DuplicateGroups {
    private DuplicateGroups() {}

    /** Positions in {@code data} of each group of two or more, ascending; groups are sorted by their first position. */
    public static List<int[]> of(Dataset data) {
        return clusters(data).stream().filter(group -> group.length > 1).toList();
    }

    /** All samples, each in a group of its own. */
    static List<int[]> single(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(i -> new int[] {i}).toList();
    }

    /** All samples, each in the group of its pixels; most groups have one member. */
    static List<int[]> clusters(Dataset data) {
        Map<Picture, List<Integer>> groups = new LinkedHashMap<>(2 * data.size());
        for (int i = 0; i < data.size(); i++) {
            groups.computeIfAbsent(new Picture(data, i, data.pixelHash(i)), any -> new ArrayList<>(1))
                    .add(i);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** A sample as a key of a map: keys are equal if the pixels are. */
    private record Picture(Dataset data, int index, int hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Picture picture && hash == picture.hash && data.samePixels(index, picture.index);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}

package dev.mien.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Disjoint sets of numbers (union-find), each named by its smallest member. */
final class Unions {
    private final int[] parents;

    Unions(int count) {
        parents = new int[count];
        for (int i = 0; i < count; i++) {
            parents[i] = i;
        }
    }

    void join(int one, int other) {
        int a = root(one);
        int b = root(other);
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    /** The smallest member of a number's set. */
    int root(int number) {
        int root = number;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** The sets with two members or more, each ascending, in the order of their smallest members. */
    List<List<Integer>> groups() {
        Map<Integer, List<Integer>> sets = new TreeMap<>();
        for (int i = 0; i < parents.length; i++) {
            int root = root(i);
            if (root != i) {
                sets.computeIfAbsent(root, r -> new ArrayList<>(List.of(r))).add(i);
            }
        }
        return List.copyOf(sets.values());
    }
}

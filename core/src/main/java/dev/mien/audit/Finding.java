package dev.mien.audit;

import java.util.List;

/**
 * All findings of one kind. Pictures are positions in the data, ascending.
 *
 * @param kind the kind
 * @param groups pictures that belong together, each group ascending; a single picture is a group of one
 * @param pictures the pictures that the finding is about: for a leak only the rows of the later parts, otherwise all
 *     pictures of the groups
 */
public record Finding(FindingKind kind, List<List<Integer>> groups, List<Integer> pictures) {
    public Finding {
        groups = groups.stream().map(List::copyOf).toList();
        pictures = List.copyOf(pictures);
    }

    /** A finding about all pictures of its groups. */
    static Finding ofGroups(FindingKind kind, List<List<Integer>> groups) {
        return new Finding(
                kind, groups, groups.stream().flatMap(List::stream).sorted().toList());
    }

    /** A finding about single pictures. */
    static Finding ofPictures(FindingKind kind, List<Integer> pictures) {
        return new Finding(kind, pictures.stream().map(List::of).toList(), pictures);
    }

    /** Number of pictures that the finding is about. */
    public int count() {
        return pictures.size();
    }
}

package dev.mien.audit;

import java.util.List;

/**
 * What an audit found of one kind. Pictures are positions in the data, ascending.
 *
 * @param kind what it is
 * @param groups pictures that belong together, each group ascending; a group of one where a picture stands for itself
 * @param pictures those that the finding is about; of a leak only the rows of the later parts, otherwise all of the groups
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

    /** A finding about pictures that stand for themselves. */
    static Finding ofPictures(FindingKind kind, List<Integer> pictures) {
        return new Finding(kind, pictures.stream().map(List::of).toList(), pictures);
    }

    /** Number of pictures that it is about. */
    public int count() {
        return pictures.size();
    }
}

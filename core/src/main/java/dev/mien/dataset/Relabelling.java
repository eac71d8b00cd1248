package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.LabelSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Changes the classes of data: joins some, leaves out some, and takes a part of them. Pictures and row numbers stay.
 *
 * @param targets for a class the class that it joins, by name; an empty name leaves its samples out. A target that the
 *     data does not have becomes a new class, behind the others
 * @param kept the classes that stay, in their new order; all of them if the list is empty
 */
public record Relabelling(Map<String, String> targets, List<String> kept) {
    /** Changes nothing. */
    public static final Relabelling NONE = new Relabelling(Map.of(), List.of());

    /** Copies. */
    public Relabelling {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        kept = List.copyOf(kept);
    }

    /** Data with its classes changed, and what was left out. */
    public record Result(Dataset data, List<String> notes) {
        /** Copies. */
        public Result {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Applies the changes.
     *
     * @throws InvalidInputException if a class is not among those of the data, or no sample is left
     */
    public Result apply(Dataset data) {
        if (equals(NONE)) {
            return new Result(data, List.of());
        }
        LabelSet before = data.labelSet();
        String[] names = joined(before);
        LabelSet after = after(before, names);
        int[] codes = new int[before.size()];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = names[code].isEmpty() ? -1 : after.code(names[code]).orElse(-1);
        }
        return relabelled(data, after, codes);
    }

    /**
     * Leaves out the classes that no sample has, because they could not be learned. Their names stand in the notes.
     *
     * @param data with at least one sample
     */
    public static Result withoutEmptyClasses(Dataset data) {
        int[] counts = data.classCounts();
        LabelSet before = data.labelSet();
        List<String> present = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .mapToObj(code -> before.label(code).name())
                .toList();
        if (present.size() == before.size()) {
            return new Result(data, List.of());
        }
        List<String> absent = new ArrayList<>(before.names());
        absent.removeAll(present);
        Result part = new Relabelling(Map.of(), present).apply(data);
        return new Result(
                part.data(),
                List.of(data.source() + " has no face of " + String.join(", ", absent) + ". The classes are "
                        + part.data().labelSet().text() + "."));
    }

    /**
     * The same samples with the class indices of another set, which has all classes of the data.
     *
     * @throws InvalidInputException if the other set lacks a class of the data
     */
    public static Dataset inTermsOf(LabelSet other, Dataset data) {
        int[] codes = data.labelSet().codesIn(other);
        for (int code = 0; code < codes.length; code++) {
            if (codes[code] < 0) {
                throw new InvalidInputException("the class '"
                        + data.labelSet().label(code).name() + "' of " + data.source() + " is none of " + other.text());
            }
        }
        return data.relabelled(other, codes);
    }

    /** For each class the name of the class that it becomes; empty where its samples are left out. */
    private String[] joined(LabelSet before) {
        String[] names = before.names().toArray(new String[0]);
        targets.forEach((from, to) -> {
            int code = code(before, from);
            String known =
                    before.code(to).isPresent() ? before.label(code(before, to)).name() : to.strip();
            names[code] = known;
        });
        return names;
    }

    private LabelSet after(LabelSet before, String[] names) {
        Set<String> used = new LinkedHashSet<>(before.names());
        used.retainAll(List.of(names));
        used.addAll(List.of(names));
        used.remove("");
        List<Label> labels = new ArrayList<>();
        for (String name : used) {
            OptionalInt code = before.code(name);
            labels.add(code.isPresent() ? before.label(code.getAsInt()) : Label.of(name, labels.size()));
        }
        LabelSet all = LabelSet.of(labels);
        return kept.isEmpty()
                ? all
                : LabelSet.of(
                        kept.stream().map(name -> all.label(code(all, name))).toList());
    }

    private static int code(LabelSet labels, String name) {
        return labels.code(name)
                .orElseThrow(() -> new InvalidInputException("the data has no class '" + name + "', expected one of "
                        + labels.text() + ": correct the name"));
    }

    private static Result relabelled(Dataset data, LabelSet after, int[] codes) {
        int[] counts = data.classCounts();
        List<String> notes = new ArrayList<>();
        for (int code = 0; code < codes.length; code++) {
            if (codes[code] < 0 && counts[code] > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d faces of the class %s are left out",
                        counts[code],
                        data.labelSet().label(code).name()));
            }
        }
        Dataset changed = data.relabelled(after, codes);
        if (changed.isEmpty()) {
            throw new InvalidInputException(data.source() + " has no face of the classes " + after.text()
                    + ": keep a class that it has, which are those of "
                    + data.labelSet().text());
        }
        return new Result(changed, notes);
    }
}

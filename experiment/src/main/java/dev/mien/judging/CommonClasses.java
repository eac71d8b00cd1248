package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Relabelling;
import dev.mien.evaluation.Predictions;
import dev.mien.training.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes that both some data and some models name. Models are judged on faces of these classes. Their
 * probabilities of other classes are left out, and the rest is divided by its sum.
 *
 * @param faces those of common classes
 * @param notes what was left out
 */
public record CommonClasses(JudgedFaces faces, List<String> notes) {
    private static final float SMALLEST = Float.MIN_NORMAL;

    /** Copies the list. */
    public CommonClasses {
        notes = List.copyOf(notes);
    }

    /** @throws InvalidInputException if data and models have fewer than two classes in common */
    static CommonClasses of(JudgedFaces given, List<LabelSet> models) {
        LabelSet labels = given.faces().labelSet();
        if (models.stream().allMatch(labels::equals)) {
            return new CommonClasses(given, List.of());
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        for (int code = 0; code < labels.size(); code++) {
            int at = code;
            if (models.stream().anyMatch(model -> labels.codesIn(model)[at] < 0)) {
                leftOut.put(labels.label(code).name(), "");
            }
        }
        if (labels.size() - leftOut.size() < 2) {
            throw none(given, models.get(0));
        }
        Relabelling.Result common = new Relabelling(leftOut, List.of()).apply(given.faces());
        List<String> notes = new ArrayList<>(common.notes());
        models.stream()
                .flatMap(model -> unnamed(model, common.data().labelSet()).stream())
                .distinct()
                .forEach(notes::add);
        return new CommonClasses(given.with(common.data()), notes);
    }

    private static InvalidInputException none(JudgedFaces given, LabelSet model) {
        return new InvalidInputException(
                "the model has the classes " + model.text() + ", and "
                        + given.faces().source() + " has "
                        + given.faces().labelSet().text() + ": they need at least two classes in common",
                Remedy.change(Remedy.Setting.LABELS).or(Remedy.change(Remedy.Setting.DATA)));
    }

    private static List<String> unnamed(LabelSet model, LabelSet common) {
        int[] codes = model.codesIn(common);
        List<String> names = IntStream.range(0, codes.length)
                .filter(code -> codes[code] < 0)
                .mapToObj(code -> model.label(code).name())
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of("the data does not name " + String.join(", ", names)
                        + ": the model's probabilities of these are left out");
    }

    /** A model's answers over the classes of the faces, which the model all has. */
    static Answers answers(JudgedModel model, Dataset faces) {
        if (faces.labelSet().equals(model.labels())) {
            return model.answers(faces);
        }
        Answers answers = model.answers(Relabelling.inTermsOf(model.labels(), faces));
        int[] codes = faces.labelSet().codesIn(model.labels());
        Predictions all = answers.emotions();
        int[] rows = IntStream.range(0, all.size()).map(all::row).toArray();
        float[][] probabilities = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            probabilities[i] = chosen(all, i, codes);
        }
        return new Answers(Predictions.of(faces.labelSet(), rows, faces.labels(), probabilities), answers.ferPlus());
    }

    private static float[] chosen(Predictions all, int row, int[] codes) {
        float[] chosen = new float[codes.length];
        float sum = 0;
        for (int c = 0; c < codes.length; c++) {
            chosen[c] = Math.max(SMALLEST, all.probability(row, codes[c]));
            sum += chosen[c];
        }
        for (int c = 0; c < codes.length; c++) {
            chosen[c] /= sum;
        }
        return chosen;
    }
}

package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of several teachers for some views of each training face. They are the mean of the teachers'
 * probabilities, at a temperature of 1. FER+'s eight emotions are included only if all teachers have a head for them.
 * View 0 is the mean over the views.
 */
public final class TaughtViews {
    private final int views;
    private final int outputs;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final float[] means;

    private TaughtViews(int views, int outputs, List<Integer> rows, float[] means) {
        this.views = views;
        this.outputs = outputs;
        this.means = means;
        for (int i = 0; i < rows.size(); i++) {
            places.put(rows.get(i), i);
        }
    }

    /** Reads finished banks, see {@code TeacherBank.read}. */
    static TaughtViews read(List<TeacherBankFile> banks) {
        if (banks.isEmpty()) {
            throw new InvalidInputException(
                    "no teacher was asked, expected at least one", Remedy.set(Remedy.Setting.TEACHER, "RUN"));
        }
        TeacherBankKey first = banks.get(0).key();
        int outputs =
                banks.stream().mapToInt(bank -> bank.key().outputs()).min().orElseThrow();
        int faces = first.rows().size();
        float[] means = new float[(first.views() + 1) * faces * outputs];
        for (TeacherBankFile bank : banks) {
            if (bank.key().views() != first.views() || !bank.key().rows().equals(first.rows())) {
                throw new InvalidInputException(bank.file() + " answers for other faces or views than "
                        + banks.get(0).file() + ": all teachers must answer the same question");
            }
            float[] all = bank.probabilities();
            add(all, bank.key().outputs(), means, faces * outputs, outputs, banks.size());
        }
        addMeanOverViews(means, faces * outputs, first.views());
        return new TaughtViews(first.views(), outputs, first.rows(), means);
    }

    private static void add(float[] all, int outputs, float[] means, int offset, int kept, int teachers) {
        for (int i = 0; i < all.length / outputs; i++) {
            for (int c = 0; c < kept; c++) {
                means[offset + i * kept + c] += all[i * outputs + c] / teachers;
            }
        }
    }

    private static void addMeanOverViews(float[] means, int length, int views) {
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int view = 1; view <= views; view++) {
                sum += means[view * length + i];
            }
            means[i] = (float) (sum / views);
        }
    }

    /** The number of views of each face. */
    int views() {
        return views;
    }

    /** The number of classes that are taught: those of the first head, or these and FER+'s eight. */
    int outputs() {
        return outputs;
    }

    /**
     * Whether the teachers also teach FER+'s emotions.
     *
     * @param classes the number of classes of the first head
     */
    boolean teachesFerPlus(int classes) {
        return outputs > classes;
    }

    /** @throws InvalidInputException if the teachers were not asked about one of these rows */
    void requireFor(int[] rows) {
        Arrays.stream(rows).filter(row -> !places.containsKey(row)).findFirst().ifPresent(row -> {
            throw new InvalidInputException("the teachers were not asked about the face in row " + row
                    + ": their answers are of other training faces");
        });
    }

    /**
     * The probability of a class.
     *
     * @param row the row of the face in its source
     * @param view from 1, or 0 for the mean over the views
     * @param output the index of the class: those of the first head, then FER+'s eight
     */
    float probability(int row, int view, int output) {
        Integer place = places.get(row);
        if (place == null) {
            throw new IllegalArgumentException("nothing is taught of row " + row);
        }
        return means[(view * places.size() + place) * outputs + output];
    }
}

package dev.mien.training;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What several teachers together say of some views of each training face: the mean of their probabilities, at a temperature of 1; of
 * FER+'s eight emotions only where all of them have a head for these. View 0 is the mean over the views.
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

    /** Reads finished banks, as {@code TeacherBank.read} does. */
    static TaughtViews read(List<TeacherBankFile> banks) {
        if (banks.isEmpty()) {
            throw new InvalidInputException("no teacher was asked, expected at least one: name a run");
        }
        TeacherBankKey first = banks.get(0).key();
        int outputs =
                banks.stream().mapToInt(bank -> bank.key().outputs()).min().orElseThrow();
        int faces = first.rows().size();
        float[] means = new float[(first.views() + 1) * faces * outputs];
        for (TeacherBankFile bank : banks) {
            if (bank.key().views() != first.views() || !bank.key().rows().equals(first.rows())) {
                throw new InvalidInputException(bank.file() + " speaks of other faces or views than "
                        + banks.get(0).file() + ": let all teachers answer the same question");
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

    /** How many views there are of each face. */
    int views() {
        return views;
    }

    /** Number of classes that are taught: the seven emotions, or these and FER+'s eight. */
    int outputs() {
        return outputs;
    }

    /** Whether FER+'s emotions are taught too. */
    boolean teachesFerPlus() {
        return outputs > Emotion.COUNT;
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
     * @param row of the face in its source
     * @param view from 1, or 0 for the mean over the views
     * @param output the seven emotions, then FER+'s eight
     */
    float probability(int row, int view, int output) {
        Integer place = places.get(row);
        if (place == null) {
            throw new IllegalArgumentException("nothing is taught of row " + row);
        }
        return means[(view * places.size() + place) * outputs + output];
    }
}

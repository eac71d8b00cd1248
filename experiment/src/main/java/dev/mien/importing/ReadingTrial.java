package dev.mien.importing;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out what a network's outputs mean and how its pixels are scaled, by the answers to labelled faces. It tries
 * each known order of labels with each known scaling.
 */
final class ReadingTrial {
    /** Faces are drawn evenly from the data set. More of them would not change the result. */
    private static final int FACES = 2000;

    private static final long SEED = 1872;

    /** Two orders of labels that are closer than this cannot be told apart. */
    private static final double LEAST_MARGIN = 0.02;

    private ReadingTrial() {}

    /** A combination and its accuracy, 0 to 1. */
    record Attempt(KnownLabels labels, KnownScaling scaling, double accuracy) {}

    /**
     * The best combination.
     *
     * @param nextLabels the best one with other labels; empty if the labels were given, or there are no others
     * @param nextScaling the best one with the same labels and another scaling; empty if the scaling was given
     * @param faces number of faces
     */
    record Finding(Attempt best, Optional<Attempt> nextLabels, Optional<Attempt> nextScaling, int faces) {}

    /**
     * Tries.
     *
     * @param labels the labels, if they are known
     * @param scaling the scaling, if it is known
     * @throws InvalidInputException if no combination wins clearly
     */
    static Finding of(Probe probe, Dataset faces, Optional<KnownLabels> labels, Optional<KnownScaling> scaling) {
        Dataset sample = faces.size() > FACES ? faces.shuffled(SEED).limit(FACES) : faces;
        List<KnownLabels> orders = labels.map(List::of).orElseGet(() -> KnownLabels.ofSize(probe.classes()));
        if (orders.isEmpty()) {
            throw new InvalidInputException("the network has " + probe.classes()
                    + " classes, and there is no known order of so many labels. Name its labels");
        }
        List<Attempt> attempts = new ArrayList<>();
        for (KnownScaling candidate : scaling.map(List::of).orElseGet(() -> scalings(sample))) {
            int[][] counts = probe.counts(sample, candidate.scaling());
            orders.forEach(order -> attempts.add(new Attempt(order, candidate, accuracy(counts, order))));
        }
        return finding(attempts, sample);
    }

    private static List<KnownScaling> scalings(Dataset faces) {
        List<KnownScaling> all = new ArrayList<>(KnownScaling.ALL);
        all.add(KnownScaling.of(Scaling.fit(Scaling.Kind.STANDARD, faces)));
        return all;
    }

    /** The share of faces whose most probable class has their label. */
    private static double accuracy(int[][] counts, KnownLabels order) {
        int right = 0;
        int all = 0;
        for (int output = 0; output < counts.length; output++) {
            Optional<Emotion> emotion = Emotion.parse(order.labels().get(output));
            for (Emotion truth : Emotion.all()) {
                all += counts[output][truth.code()];
                right += emotion.filter(truth::equals).isPresent() ? counts[output][truth.code()] : 0;
            }
        }
        return all == 0 ? 0 : (double) right / all;
    }

    private static Finding finding(List<Attempt> attempts, Dataset faces) {
        Comparator<Attempt> byAccuracy = Comparator.comparingDouble(Attempt::accuracy);
        Attempt best = attempts.stream().max(byAccuracy).orElseThrow();
        Optional<Attempt> nextLabels = attempts.stream()
                .filter(other -> !other.labels().equals(best.labels()))
                .max(byAccuracy);
        Optional<Attempt> nextScaling = attempts.stream()
                .filter(other -> other.labels().equals(best.labels()) && !other.equals(best))
                .max(byAccuracy);
        requireClear(best, nextLabels, faces);
        return new Finding(best, nextLabels, nextScaling, faces.size());
    }

    private static void requireClear(Attempt best, Optional<Attempt> next, Dataset faces) {
        int most = 0;
        for (int count : faces.classCounts()) {
            most = Math.max(most, count);
        }
        double guessing = faces.isEmpty() ? 1 : (double) most / faces.size();
        if (best.accuracy() < guessing + LEAST_MARGIN) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "no known order of labels fits: the best one, %s with the scaling %s, has an accuracy of %.1f %% on"
                            + " %,d faces of %s, and the most frequent class has %.1f %%. Name labels and scaling",
                    best.labels().name(),
                    best.scaling().name(),
                    100 * best.accuracy(),
                    faces.size(),
                    faces.source(),
                    100 * guessing));
        }
        if (next.isPresent() && best.accuracy() - next.get().accuracy() < LEAST_MARGIN) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the orders of labels cannot be told apart: %s has an accuracy of %.1f %% and %s one of %.1f %% on"
                            + " %,d faces of %s. Give more faces, or name the labels",
                    best.labels().name(),
                    100 * best.accuracy(),
                    next.get().labels().name(),
                    100 * next.get().accuracy(),
                    faces.size(),
                    faces.source()));
        }
    }
}

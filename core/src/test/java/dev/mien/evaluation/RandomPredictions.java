package dev.mien.evaluation;

import dev.mien.Emotion;
import java.util.Random;
import java.util.stream.IntStream;

/** Predictions drawn from a seed: 1 to 200 samples, coarse scores in sixteenths so that ties are frequent. */
final class RandomPredictions {
    private static final int PARTS = 16;

    private RandomPredictions() {}

    static Predictions of(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(200);
        int[] truth = random.ints(size, 0, Emotion.COUNT).toArray();
        float[][] probabilities = new float[size][Emotion.COUNT];
        for (float[] row : probabilities) {
            random.ints(PARTS, 0, Emotion.COUNT).forEach(c -> row[c] += 1f / PARTS);
        }
        return Predictions.of(IntStream.range(0, size).toArray(), truth, probabilities);
    }
}

package dev.mien.training;

import dev.mien.engine.TrainingStep;

/** Loss and accuracy of an epoch's samples so far. Each sample counts with its values at the time of its step. */
final class RunningMean {
    private final long start = System.nanoTime();
    private double lossTotal;
    private double penaltyTotal;
    private int correct;
    private int seen;

    void add(TrainingStep.Result result, int count) {
        lossTotal += result.lossTotal() + result.penalty() * count;
        penaltyTotal += result.penalty() * count;
        correct += result.correct();
        seen += count;
    }

    int seen() {
        return seen;
    }

    double loss() {
        return lossTotal / seen;
    }

    double penalty() {
        return penaltyTotal / seen;
    }

    double accuracy() {
        return (double) correct / seen;
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    Callback.Progress progress(int epoch, int epochs, int samples) {
        return new Callback.Progress(epoch, epochs, seen, samples, loss(), accuracy(), seconds(), penalty());
    }
}

package dev.mien.training;

import dev.mien.nn.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Writes the history so far to a file after each epoch. */
public final class HistoryRecorder implements Callback {
    private final Path file;
    private final List<EpochResult> epochs = new ArrayList<>();

    public HistoryRecorder(Path file) {
        this.file = file;
    }

    @Override
    public Verdict onResume(History past) {
        epochs.addAll(past.epochs());
        HistoryCsv.write(file, past);
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        epochs.add(result);
        HistoryCsv.write(file, new History(epochs));
        return Verdict.CONTINUE;
    }
}

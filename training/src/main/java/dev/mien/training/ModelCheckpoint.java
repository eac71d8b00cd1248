package dev.mien.training;

import dev.mien.dataset.Scaling;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes the model to a file after each epoch whose weights are those to keep. */
public final class ModelCheckpoint implements Callback {
    private final Path file;
    private final ModelArchitecture architecture;
    private final Scaling scaling;
    private final Map<String, String> details;
    private final KeptWeights keep;
    private double best = Double.NEGATIVE_INFINITY;

    /**
     * @param details what else the file's metadata tells: training data, versions
     * @param keep whether the best epoch's weights or the last one's are to be in the file
     */
    public ModelCheckpoint(
            Path file, ModelArchitecture architecture, Scaling scaling, Map<String, String> details, KeptWeights keep) {
        this.file = file;
        this.keep = keep;
        this.architecture = architecture;
        this.scaling = scaling;
        this.details = Map.copyOf(details);
    }

    @Override
    public Verdict onResume(History past) {
        past.best().ifPresent(result -> best = result.validationAccuracy());
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        boolean better = result.validationAccuracy() > best;
        if (better || keep == KeptWeights.LAST) {
            best = Math.max(best, result.validationAccuracy());
            Map<String, String> text = new TreeMap<>(details);
            text.put(ModelFile.KEEP, keep.label());
            text.put(ModelFile.EPOCH, Integer.toString(result.epoch()));
            text.put("validation_accuracy", Double.toString(result.validationAccuracy()));
            text.put("validation_loss", Double.toString(result.validationLoss()));
            new ModelFile(architecture, scaling, weights.get(), text).write(file);
        }
        return Verdict.CONTINUE;
    }
}

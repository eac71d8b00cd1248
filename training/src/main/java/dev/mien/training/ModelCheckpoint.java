package dev.mien.training;

import dev.mien.LabelSet;
import dev.mien.dataset.Scaling;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes the model to a file after each epoch whose weights are kept. */
public final class ModelCheckpoint implements Callback {
    private final Path file;
    private final ModelArchitecture architecture;
    private final LabelSet labels;
    private final Scaling scaling;
    private final Map<String, String> details;
    private final KeptWeights keep;
    private double best = Double.NEGATIVE_INFINITY;

    /**
     * @param model the classifier that is trained
     * @param details further entries of the file's metadata: training data, versions
     * @param keep whether the file holds the weights of the best or of the last epoch
     */
    public ModelCheckpoint(Path file, EmotionClassifier model, Map<String, String> details, KeptWeights keep) {
        this(file, model.architecture(), model.labels(), model.scaling(), details, keep);
    }

    /** A checkpoint of a model of the seven emotions. */
    public ModelCheckpoint(
            Path file, ModelArchitecture architecture, Scaling scaling, Map<String, String> details, KeptWeights keep) {
        this(file, architecture, LabelSet.FER2013, scaling, details, keep);
    }

    private ModelCheckpoint(
            Path file,
            ModelArchitecture architecture,
            LabelSet labels,
            Scaling scaling,
            Map<String, String> details,
            KeptWeights keep) {
        this.file = file;
        this.keep = keep;
        this.architecture = architecture;
        this.labels = labels;
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
            new ModelFile(architecture, labels, scaling, weights.get(), text).write(file);
        }
        return Verdict.CONTINUE;
    }
}

package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.dataset.Scaling;
import dev.mien.keras.KerasFile;
import dev.mien.keras.KerasWeights;
import dev.mien.nn.Deepening;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.NewHead;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights that a training starts from.
 *
 * @param weights for the network that is trained
 * @param notes what a user should know about them
 */
record InitialWeights(Weights weights, List<String> notes) {
    InitialWeights {
        notes = List.copyOf(notes);
    }

    /**
     * The mean of the weights of model files; empty without files. If the network is deeper, it gets additional layers.
     * If it has other classes, it gets a new head.
     *
     * @throws InvalidInputException if the files hold weights of different networks, or weights from which the network
     *     cannot start
     */
    static Optional<InitialWeights> of(List<Path> models, TrainingConfig training, LabelSet labels) {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        ModelArchitecture architecture = training.architecture(labels);
        List<ModelFile> files =
                models.stream().map(model -> read(model, architecture, labels)).toList();
        requireSame(models, files);
        ModelFile first = files.get(0);
        Weights mean = Weights.mean(files.stream().map(ModelFile::weights).toList());
        long seed = training.computation().seed();
        String origin = models.get(0).toString();
        if (first.labels().equals(labels)) {
            return Optional.of(
                    new InitialWeights(fitted(first.architecture(), mean, origin, architecture, seed), List.of()));
        }
        NewHead head = NewHead.of(first.architecture(), first.labels(), mean, labels, architecture, seed);
        return Optional.of(new InitialWeights(
                fitted(head.architecture(), head.weights(), origin, architecture, seed),
                List.of(note(origin, first.labels(), labels, head))));
    }

    private static String note(String origin, LabelSet before, LabelSet labels, NewHead head) {
        return "The weights of " + origin + " have the classes " + before.text() + ". The new classes are "
                + labels.text() + ". "
                + (head.isFresh()
                        ? "So the network's last layer starts from random weights."
                        : "So the network's last layer keeps the weights of these classes.");
    }

    private static Weights fitted(
            ModelArchitecture from, Weights weights, String origin, ModelArchitecture to, long seed) {
        return from.equals(to) ? weights : Deepening.of(from, weights, origin, to, seed);
    }

    /** A model to start from. A file of Keras has weights for the network that is trained. */
    private static ModelFile read(Path model, ModelArchitecture architecture, LabelSet labels) {
        return KerasFile.isNamed(model)
                ? new ModelFile(architecture, labels, Scaling.RAW, KerasWeights.read(model, architecture), Map.of())
                : ModelFile.read(model);
    }

    private static void requireSame(List<Path> models, List<ModelFile> files) {
        ModelFile first = files.get(0);
        for (int i = 1; i < files.size(); i++) {
            ModelFile other = files.get(i);
            if (!other.architecture().equals(first.architecture())) {
                throw new InvalidInputException(
                        "the initial weights " + models.get(0) + " have the architecture '"
                                + first.architecture().name() + "', but " + models.get(i) + " have '"
                                + other.architecture().name() + "': only networks of one architecture have a mean",
                        Remedy.change(Remedy.Setting.INITIAL_WEIGHTS));
            }
            if (!other.labels().equals(first.labels())) {
                throw new InvalidInputException(
                        "the initial weights " + models.get(0) + " have the classes "
                                + first.labels().text() + ", but " + models.get(i) + " have "
                                + other.labels().text() + ": only networks of the same classes have a mean",
                        Remedy.change(Remedy.Setting.INITIAL_WEIGHTS));
            }
        }
    }
}

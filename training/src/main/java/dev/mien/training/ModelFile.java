package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.PrintableText;
import dev.mien.Remedy;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Parameter;
import dev.mien.nn.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained model in a file: its weights, and everything that is needed to use them. The format is
 * <a href="https://github.com/huggingface/safetensors">safetensors</a>. Kernels are stored as (filters, channels,
 * height, width) and (outputs, inputs). The text of the header names the architecture, the labels in order and the
 * scaling.
 *
 * @param labels the classes of the first head
 * @param details further texts by name: scores, training data, versions
 */
public record ModelFile(
        ModelArchitecture architecture,
        LabelSet labels,
        Scaling scaling,
        Weights weights,
        Map<String, String> details) {
    /** Name of the file with the best weights in a run folder. */
    public static final String BEST = "best.safetensors";

    /** Name of the detail with the number of the weights' epoch. */
    public static final String EPOCH = "epoch";

    /**
     * Name of the detail that says how the weights were chosen. Its value is a label of {@link KeptWeights}. Older
     * files do not have it.
     */
    public static final String KEEP = "keep";

    /** Begins the names of the weights of two heads. */
    private static final String SECOND_HEAD = ModelArchitecture.snakeCase(new Layer.TwoHeads().kind()) + ".";

    private static final String ARCHITECTURE = "architecture";
    private static final String LABELS = "labels";
    private static final String SCALING = "scaling";
    private static final String MEAN = "scaling_mean";
    private static final String DEVIATION = "scaling_deviation";

    public ModelFile {
        details = Map.copyOf(details);
        if (labels.size() != architecture.classes()) {
            throw new InvalidInputException("the network has " + architecture.classes() + " classes, but "
                    + labels.size() + " labels are named: " + labels.text());
        }
        weights.requireFit(architecture, "the given set");
    }

    /** A model of the seven emotions. */
    public ModelFile(ModelArchitecture architecture, Scaling scaling, Weights weights, Map<String, String> details) {
        this(architecture, LabelSet.FER2013, scaling, weights, details);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        Map<String, Safetensors.Array> arrays = new LinkedHashMap<>();
        for (ModelArchitecture.Node node : architecture.nodes()) {
            for (Parameter parameter : node.parameters()) {
                String name = node.qualified(parameter);
                arrays.put(name, new Safetensors.Array(parameter.shape(), weights.get(name)));
            }
        }
        Map<String, String> text = new TreeMap<>(details);
        text.put(ARCHITECTURE, architecture.name());
        text.put(LABELS, labels.text());
        text.put(SCALING, scaling.kind().label());
        text.put(MEAN, Double.toString(scaling.mean()));
        text.put(DEVIATION, Double.toString(scaling.deviation()));
        Safetensors.write(file, new Safetensors.Content(arrays, text));
    }

    /**
     * Reads a model.
     *
     * @param path a model file, or a run folder with its {@value #BEST}
     * @throws InvalidInputException if there is no such file, if it is damaged, or if its architecture or labels are
     *     unknown
     */
    public static ModelFile read(Path path) {
        Path file = file(path);
        Safetensors.Content content = Safetensors.read(file);
        Map<String, String> text = new TreeMap<>(content.text());
        LabelSet labels = labels(file, take(file, text, LABELS));
        boolean second = content.arrays().keySet().stream().anyMatch(name -> name.startsWith(SECOND_HEAD));
        ModelArchitecture architecture =
                architecture(file, take(file, text, ARCHITECTURE)).withHead(labels, second);
        Map<String, float[]> values = new LinkedHashMap<>();
        content.arrays().forEach((name, array) -> values.put(name, array.values()));
        Weights weights = new Weights(values);
        weights.requireFit(architecture, file.toString());
        weights.requireFinite(file.toString());
        return new ModelFile(architecture, labels, scaling(file, text), weights, text);
    }

    private static LabelSet labels(Path file, String names) {
        try {
            return LabelSet.ofNames(Arrays.asList(names.split(",", -1)));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    file + " has the labels '" + PrintableText.of(names) + "', which cannot be read: " + e.problem(),
                    e);
        }
    }

    private static ModelArchitecture architecture(Path file, String name) {
        return Architectures.find(name)
                .orElseThrow(() -> new InvalidInputException(file + " holds a model of the architecture '" + name
                        + "', which is unknown here; there are " + String.join(", ", Architectures.names())
                        + ". A program that has it registers it before it reads the file"));
    }

    /** The file of a model. A run folder stands for its best weights. */
    public static Path file(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(BEST) : path;
        if (!Files.exists(file)) {
            throw new InvalidInputException(
                    "there is no model at " + path + ": expected a run folder with a " + BEST + ", or such a file",
                    Remedy.to(Remedy.Action.TRAIN));
        }
        return file;
    }

    private static Scaling scaling(Path file, Map<String, String> text) {
        String kind = take(file, text, SCALING);
        String mean = take(file, text, MEAN);
        String deviation = take(file, text, DEVIATION);
        try {
            return new Scaling(
                    Scaling.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    Double.parseDouble(mean),
                    Double.parseDouble(deviation));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    file + " has no usable scaling in its metadata: it is '" + kind + "' with the mean '" + mean
                            + "' and the deviation '" + deviation
                            + "', expected raw, unit or standard with two numbers",
                    e);
        }
    }

    private static String take(Path file, Map<String, String> text, String name) {
        String value = text.remove(name);
        if (value == null) {
            throw new InvalidInputException(file + " is not a Mien model: its metadata has no '" + name + "'");
        }
        return value;
    }
}

package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.Network;
import dev.mien.engine.Precision;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.nn.Architectures;
import dev.mien.nn.Head;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A network with its preprocessing, in native memory that {@link #close} frees. A {@link Trainer} trains it.
 * {@link #predict} uses it. Not safe for use by two threads at once.
 */
public final class EmotionClassifier implements AutoCloseable {
    static final int BATCH = 128;

    private final Network network;
    private final Map<Integer, Network> smaller = new LinkedHashMap<>();
    private final LabelSet labels;
    private final Scaling scaling;

    private EmotionClassifier(
            Network network, Optional<ProgressiveSize> progressive, LabelSet labels, Scaling scaling) {
        this.network = network;
        this.labels = labels;
        this.scaling = scaling;
        progressive
                .map(ProgressiveSize::sides)
                .orElse(List.of())
                .forEach(side -> smaller.put(side, network.on(side, side)));
    }

    /** Makes a classifier of a registered architecture with fresh weights, for the seven emotions. */
    public static EmotionClassifier create(TrainingConfig config, Scaling scaling) {
        return create(config, LabelSet.FER2013, scaling);
    }

    /** Makes a classifier of a registered architecture with fresh weights, for the classes of some data. */
    public static EmotionClassifier create(TrainingConfig config, LabelSet labels, Scaling scaling) {
        return create(config.architecture(labels), config, labels, scaling);
    }

    /** As {@link #create(ModelArchitecture, TrainingConfig, LabelSet, Scaling)}, for the seven emotions. */
    public static EmotionClassifier create(ModelArchitecture given, TrainingConfig config, Scaling scaling) {
        return create(given, config, LabelSet.FER2013, scaling);
    }

    /**
     * Makes a classifier of any architecture with fresh weights. The architecture's name in the configuration has no
     * meaning here. Only a program that has called {@link Architectures#register} can read a model file of this
     * architecture.
     *
     * @param labels the classes of the first head
     * @throws dev.mien.InvalidInputException if the architecture reads pictures that are not grey, or has another
     *     number of classes
     */
    public static EmotionClassifier create(
            ModelArchitecture given, TrainingConfig config, LabelSet labels, Scaling scaling) {
        requireClasses(given, labels);
        ModelArchitecture architecture = config.network(given.requireGrey());
        TrainingConfig.Computation computation = config.computation();
        return new EmotionClassifier(
                new Network(
                        architecture,
                        Weights.initial(architecture, computation.seed()),
                        computation.precision(),
                        computation.threads()),
                config.input().progressive(),
                labels,
                scaling);
    }

    private static void requireClasses(ModelArchitecture given, LabelSet labels) {
        if (given.classes() != labels.size()) {
            throw new InvalidInputException("the architecture '" + given.name() + "' has " + given.classes()
                    + " classes, but there are " + labels.size() + " labels: " + labels.text());
        }
    }

    /** Makes a classifier from a model file. */
    public static EmotionClassifier of(ModelFile file, Precision precision, int threads) {
        return new EmotionClassifier(
                new Network(file.architecture(), file.weights(), precision, threads),
                Optional.empty(),
                file.labels(),
                file.scaling());
    }

    /**
     * Makes a classifier from a model file for answers only. It computes in 32 bits, with the algorithms that answer
     * fastest.
     */
    public static EmotionClassifier forAnswers(ModelFile file, int threads) {
        EmotionClassifier classifier = of(file, Precision.FP32, threads);
        classifier.network.useForAnswers();
        return classifier;
    }

    public ModelArchitecture architecture() {
        return network.architecture();
    }

    /** The classes of the first head. */
    public LabelSet labels() {
        return labels;
    }

    public Scaling scaling() {
        return scaling;
    }

    /** A copy of the current weights. */
    public Weights weights() {
        return network.weights();
    }

    /** Replaces the weights. */
    public void load(Weights weights) {
        network.load(weights);
    }

    /** The algorithms that its convolutions use. */
    public ConvolutionPlan convolutions() {
        return smaller.values().stream().map(Network::plan).reduce(network.plan(), ConvolutionPlan::and);
    }

    /** Uses these algorithms from now on. */
    public void use(ConvolutionPlan plan) {
        network.use(plan);
        smaller.values().forEach(small -> small.use(plan));
    }

    /** Times the algorithms, and uses the fastest ones for training in batches of this size. */
    public void measureConvolutions(int batch) {
        network.measure(batch);
        smaller.values().forEach(small -> small.measure(batch));
    }

    Network network() {
        return network;
    }

    /**
     * The sides of the small pictures in a progressive training. For each side there is a network with the same
     * parameters.
     */
    Set<Integer> smallSides() {
        return smaller.keySet();
    }

    /** The network for pictures of a side. */
    Network network(int side) {
        Network small = smaller.get(side);
        if (small == null) {
            throw new IllegalArgumentException("there is no network for pictures of the side " + side);
        }
        return small;
    }

    /** Class probabilities of each face. The pictures are used without augmentation. */
    public Predictions predict(Dataset faces) {
        return answers(faces).emotions();
    }

    /** The answers of each head for each face. The pictures are used without augmentation. */
    public Answers answers(Dataset faces) {
        requireLabels(faces);
        requireSize(faces);
        return answers(
                faces,
                new BatchLoader(
                        scaling, Optional.empty(), TargetTable.labels(faces, architecture()), BATCH, Views.endless(0)),
                0);
    }

    /**
     * Class probabilities of all faces, one head after the other.
     *
     * @param answered receives the number of faces in each batch
     */
    float[][] probabilities(Dataset faces, BatchLoader loader, int epoch, IntConsumer answered) {
        float[][] probabilities = new float[faces.size()][];
        int[] done = {0};
        loader.forEach(faces, epoch, (batch, count) -> {
            float[][] rows = network.probabilities(batch.inputs(), count);
            requireFinite(rows);
            System.arraycopy(rows, 0, probabilities, done[0], count);
            done[0] += count;
            answered.accept(count);
            return true;
        });
        return probabilities;
    }

    private Answers answers(Dataset faces, BatchLoader loader, int epoch) {
        float[][] probabilities = probabilities(faces, loader, epoch, count -> {});
        int[] sourceRows = new int[faces.size()];
        for (int i = 0; i < sourceRows.length; i++) {
            sourceRows[i] = faces.row(i);
        }
        List<Head> heads = architecture().heads();
        Optional<FerPlusPredictions> second = heads.size() == 1
                ? Optional.empty()
                : Optional.of(FerPlusPredictions.of(sourceRows, of(heads.get(1), probabilities)));
        return new Answers(Predictions.of(labels, sourceRows, faces.labels(), of(heads.get(0), probabilities)), second);
    }

    private static float[][] of(Head head, float[][] outputs) {
        return Arrays.stream(outputs)
                .map(row -> Arrays.copyOfRange(row, head.offset(), head.offset() + head.classes()))
                .toArray(float[][]::new);
    }

    private static void requireFinite(float[][] rows) {
        for (float[] row : rows) {
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new NotFiniteException();
                }
            }
        }
    }

    /**
     * The loss that training reports for these predictions: the mean cross-entropy in nats plus the penalty on the
     * weights.
     */
    public double loss(Predictions predictions) {
        return Evaluation.logLoss(predictions) + network.penalty();
    }

    Score score(Dataset faces, BatchLoader loader, int epoch) {
        Predictions predictions = answers(faces, loader, epoch).emotions();
        int correct = 0;
        for (int i = 0; i < predictions.size(); i++) {
            if (predictions.predicted(i) == predictions.truth(i)) {
                correct++;
            }
        }
        return new Score(loss(predictions), network.penalty(), (double) correct / predictions.size());
    }

    void requireLabels(Dataset faces) {
        if (!faces.labelSet().equals(labels)) {
            throw new InvalidInputException("the model has the classes " + labels.text() + ", but " + faces.source()
                    + " has " + faces.labelSet().text());
        }
    }

    void requireSize(Dataset faces) {
        int height = architecture().input().height();
        int width = architecture().input().width();
        if (faces.width() != width || faces.height() != height) {
            throw new InvalidInputException(
                    "the architecture '" + architecture().name() + "' reads pictures of "
                            + width + "x" + height + ", but those of " + faces.source() + " are " + faces.width() + "x"
                            + faces.height());
        }
    }

    @Override
    public void close() {
        smaller.values().forEach(Network::close);
        network.close();
    }
}

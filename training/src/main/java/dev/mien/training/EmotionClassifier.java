package dev.mien.training;

import dev.mien.InvalidInputException;
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
 * A network with its preprocessing, in native memory that {@link #close} frees. Trained by a {@link Trainer}, used by
 * {@link #predict}. Not safe for use by two threads at once.
 */
public final class EmotionClassifier implements AutoCloseable {
    static final int BATCH = 128;

    private final Network network;
    private final Map<Integer, Network> smaller = new LinkedHashMap<>();
    private final Scaling scaling;

    private EmotionClassifier(Network network, Optional<ProgressiveSize> progressive, Scaling scaling) {
        this.network = network;
        this.scaling = scaling;
        progressive
                .map(ProgressiveSize::sides)
                .orElse(List.of())
                .forEach(side -> smaller.put(side, network.on(side, side)));
    }

    /** A classifier of a registered architecture with fresh weights. */
    public static EmotionClassifier create(TrainingConfig config, Scaling scaling) {
        return create(config.network(), config, scaling);
    }

    /**
     * A classifier of any architecture with fresh weights. The name of an architecture in the configuration has no
     * meaning here. A model file of it can only be read where {@link Architectures#register} was called.
     */
    public static EmotionClassifier create(ModelArchitecture given, TrainingConfig config, Scaling scaling) {
        ModelArchitecture architecture = config.network(given);
        TrainingConfig.Computation computation = config.computation();
        return new EmotionClassifier(
                new Network(
                        architecture,
                        Weights.initial(architecture, computation.seed()),
                        computation.precision(),
                        computation.threads()),
                config.input().progressive(),
                scaling);
    }

    /** A classifier from a model file. */
    public static EmotionClassifier of(ModelFile file, Precision precision, int threads) {
        return new EmotionClassifier(
                new Network(file.architecture(), file.weights(), precision, threads), Optional.empty(), file.scaling());
    }

    /** A classifier from a model file that is only asked: in 32 bits, by the algorithms that answer fastest. */
    public static EmotionClassifier forAnswers(ModelFile file, int threads) {
        EmotionClassifier classifier = of(file, Precision.FP32, threads);
        classifier.network.useForAnswers();
        return classifier;
    }

    public ModelArchitecture architecture() {
        return network.architecture();
    }

    public Scaling scaling() {
        return scaling;
    }

    /** A copy of the weights as they stand. */
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

    /** Times the algorithms that there are, and uses the fastest for training in batches of this size. */
    public void measureConvolutions(int batch) {
        network.measure(batch);
        smaller.values().forEach(small -> small.measure(batch));
    }

    Network network() {
        return network;
    }

    /**
     * The sides of the small pictures of a progressive training, for which there are networks of the same parameters.
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

    /** Class probabilities of each face, the pictures as they are. */
    public Predictions predict(Dataset faces) {
        return answers(faces).emotions();
    }

    /** What each head says of each face, the pictures as they are. */
    public Answers answers(Dataset faces) {
        requireSize(faces);
        return answers(
                faces,
                new BatchLoader(
                        scaling, Optional.empty(), TargetTable.labels(faces, architecture()), BATCH, Views.endless(0)),
                0);
    }

    /**
     * Class probabilities of all faces, each head's after the other's.
     *
     * @param answered is told the number of faces of each batch
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
        return new Answers(Predictions.of(sourceRows, faces.labels(), of(heads.get(0), probabilities)), second);
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

    /** The loss that training reports for these predictions: mean cross-entropy in nats, and the weights' penalty. */
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
        return new Score(loss(predictions), (double) correct / predictions.size());
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

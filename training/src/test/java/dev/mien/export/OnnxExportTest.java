package dev.mien.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.engine.Precision;
import dev.mien.evaluation.Predictions;
import dev.mien.nn.Activation;
import dev.mien.nn.Architectures;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Padding;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import dev.mien.training.Answers;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares ONNX Runtime's answers from an exported file with libtorch's answers from the same model. */
class OnnxExportTest {
    private static final Scaling STANDARD = new Scaling(Scaling.Kind.STANDARD, 129.4, 64.7);
    private static final int WIDTH = 18;
    private static final int HEIGHT = 13;

    /** Makes every answer nearly uniform. */
    private static final double FAINT = 0.05;

    static Stream<Arguments> models() {
        return Stream.of(
                arguments(Architectures.named("article"), STANDARD, 24),
                arguments(Architectures.named("small"), STANDARD, 70),
                arguments(Architectures.named("small"), Scaling.RAW, 70),
                arguments(residual(), STANDARD, 60),
                arguments(pooled(), Scaling.UNIT, 60),
                arguments(twoHeads(), STANDARD, 60),
                arguments(strided(), STANDARD, 60),
                arguments(windows(), STANDARD, 60),
                arguments(Architectures.named("mien"), STANDARD, 24),
                arguments(Architectures.named("mien-pool"), STANDARD, 24),
                arguments(Architectures.named("mien-light"), STANDARD, 24));
    }

    /** Each of the models is computed by libtorch and by ONNX Runtime, so that both know every layer. */
    @Test
    void everyKindOfLayerIsAmongTheModels() {
        assertThat(models().map(arguments -> (ModelFile) arguments.get()[0])
                        .flatMap(model -> model.architecture().nodes().stream())
                        .<Class<?>>map(node -> node.layer().getClass())
                        .distinct())
                .containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    private static Arguments arguments(ModelArchitecture architecture, Scaling scaling, int count) {
        Dataset faces = pictures(
                count, architecture.input().width(), architecture.input().height());
        return Arguments.of(awake(model(architecture, scaling), faces), faces);
    }

    /**
     * The model with a last layer that distinguishes these pictures. For each class the logits have a mean of 0 and a
     * deviation of 2.
     */
    private static ModelFile awake(ModelFile model, Dataset faces) {
        Map<String, float[]> values = new HashMap<>(model.weights().values());
        String head = model.architecture()
                .nodes()
                .get(model.architecture().nodes().size() - 1)
                .name();
        float[] kernel = values.get(head + ".kernel").clone();
        float[] bias = values.get(head + ".bias").clone();
        Arrays.fill(bias, 0, Emotion.COUNT, 0);
        values.put(head + ".kernel", scaled(kernel, 0, kernel.length, FAINT));
        values.put(head + ".bias", bias);
        Predictions faint =
                libtorch(new ModelFile(model.architecture(), model.scaling(), new Weights(values), Map.of()), faces);
        int inputs = kernel.length / bias.length;
        for (int c = 0; c < Emotion.COUNT; c++) {
            double[] logits = logits(faint, c);
            double mean = Arrays.stream(logits).average().orElseThrow();
            double variance = Arrays.stream(logits)
                    .map(logit -> (logit - mean) * (logit - mean))
                    .average()
                    .orElseThrow();
            double factor = 2 / Math.sqrt(variance);
            bias[c] = (float) (-mean * factor);
            System.arraycopy(scaled(kernel, c * inputs, inputs, FAINT * factor), 0, kernel, c * inputs, inputs);
        }
        values.put(head + ".kernel", kernel);
        return new ModelFile(model.architecture(), model.scaling(), new Weights(values), model.details());
    }

    private static float[] scaled(float[] values, int from, int count, double factor) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (float) (values[from + i] * factor);
        }
        return result;
    }

    /** The logits of nearly uniform probabilities, minus their mean over the classes. */
    private static double[] logits(Predictions predictions, int classIndex) {
        return IntStream.range(0, predictions.size())
                .mapToDouble(i -> Math.log(predictions.probability(i, classIndex))
                        - IntStream.range(0, Emotion.COUNT)
                                .mapToDouble(c -> Math.log(predictions.probability(i, c)))
                                .average()
                                .orElseThrow())
                .toArray();
    }

    private static ModelFile model(ModelArchitecture architecture, Scaling scaling) {
        return new ModelFile(architecture, scaling, DrawnWeights.of(architecture, 5), Map.of("recipe", "drawn"));
    }

    /** A network whose maps are not square when they are flattened, with normalisations in all possible places. */
    private static ModelArchitecture residual() {
        Layer.Conv2d bare = new Layer.Conv2d(6, 3, Activation.NONE, 0, false);
        Layer.BatchNormalization normalization = new Layer.BatchNormalization();
        Layer.Residual block = new Layer.Residual(List.of(
                bare, normalization, new Layer.Relu(), new Layer.Conv2d(6, 5, Activation.NONE, 0), normalization));
        return new ModelArchitecture(
                "residual",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        bare,
                        normalization,
                        new Layer.Relu(),
                        block,
                        new Layer.Relu(),
                        new Layer.MaxPooling2d(),
                        new Layer.Residual(List.of(block, new Layer.Relu())),
                        new Layer.Conv2d(8, 1, Activation.NONE, 0),
                        new Layer.Dropout(0.5),
                        normalization,
                        new Layer.Conv2d(5, 3, Activation.RELU, 0, false),
                        normalization,
                        new Layer.MaxPooling2d(),
                        new Layer.Flatten(),
                        normalization,
                        new Layer.Dense(9, Activation.NONE),
                        normalization,
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static ModelArchitecture twoHeads() {
        return new ModelArchitecture(
                "two",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        new Layer.Conv2d(12, 3, Activation.RELU, 0),
                        new Layer.MaxPooling2d(),
                        new Layer.Flatten(),
                        new Layer.TwoHeads()));
    }

    /** A network with uneven padding of even sides and even padding of odd ones. */
    private static ModelArchitecture strided() {
        return new ModelArchitecture(
                "strided",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        new Layer.Conv2d(12, 5, 2, Activation.NONE, 0, false),
                        new Layer.BatchNormalization(),
                        new Layer.Relu(),
                        new Layer.Conv2d(8, 3, 2, Activation.RELU, 0, true),
                        new Layer.Flatten(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static ModelArchitecture windows() {
        return new ModelArchitecture(
                "windows",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        new Layer.Conv2d(12, 4, 1, Activation.RELU, 0, true, Padding.VALID),
                        new Layer.MaxPooling2d(new Layer.Window(3, 2, Padding.SAME)),
                        new Layer.AveragePooling2d(new Layer.Window(3, 2, Padding.SAME)),
                        new Layer.Conv2d(8, 2, 1, Activation.NONE, 0, false, Padding.VALID),
                        new Layer.BatchNormalization(),
                        new Layer.Relu(),
                        new Layer.GlobalAveragePooling2d(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    private static ModelArchitecture pooled() {
        return new ModelArchitecture(
                "pooled",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        new Layer.Conv2d(12, 5, Activation.NONE, 0, false),
                        new Layer.Relu(),
                        new Layer.BatchNormalization(),
                        new Layer.GlobalMaxPooling2d(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
    }

    /** Noise from black to brighter and brighter. A network that has not learned yet can distinguish such pictures. */
    private static Dataset pictures(int count, int width, int height) {
        byte[] pixels = new byte[count * width * height];
        Random random = new Random(3);
        for (int i = 0; i < pixels.length; i++) {
            int brightest = 1 + 255 * (i / (width * height)) / count;
            pixels[i] = (byte) random.nextInt(brightest);
        }
        return Dataset.of("noise", width, height, pixels, new byte[count]);
    }

    @ParameterizedTest
    @MethodSource("models")
    void onnxRuntimeGivesTheProbabilitiesOfLibtorch(ModelFile model, Dataset faces) throws OrtException {
        Predictions expected = libtorch(model, faces);
        float[][] actual = onnxRuntime(OnnxExport.bytes(model, WeightPrecision.FP32, 1, Map.of()), faces);
        Predictions found = Predictions.of(rows(faces), faces.labels(), actual);
        for (int i = 0; i < faces.size(); i++) {
            for (int c = 0; c < Emotion.COUNT; c++) {
                assertThat(actual[i][c]).isCloseTo(expected.probability(i, c), within(1e-4f));
            }
            assertThat(found.predicted(i)).isEqualTo(expected.predicted(i));
        }
        assertThat(classes(expected))
                .as("a network that always says the same proves little")
                .isGreaterThan(1);
    }

    private static long classes(Predictions predictions) {
        return IntStream.range(0, predictions.size())
                .map(predictions::predicted)
                .distinct()
                .count();
    }

    @Test
    void bothHeadsAnswer() throws OrtException {
        ModelFile model = new ModelFile(twoHeads(), STANDARD, DrawnWeights.of(twoHeads(), 9), Map.of());
        Dataset faces = pictures(30, WIDTH, HEIGHT);
        byte[] file = OnnxExport.bytes(model, WeightPrecision.FP32, 1, Map.of());
        float[][] ferPlus = onnxRuntime(file, faces, "ferplus");
        try (EmotionClassifier classifier = EmotionClassifier.of(model, Precision.FP32, 2)) {
            Answers expected = classifier.answers(faces);
            for (int i = 0; i < faces.size(); i++) {
                for (int c = 0; c < FerPlusClass.EMOTIONS; c++) {
                    assertThat(ferPlus[i][c])
                            .isCloseTo(
                                    expected.ferPlus().orElseThrow().probability(i, FerPlusClass.ofCode(c)),
                                    within(1e-4f));
                }
            }
        }
        assertThat(ferPlus[0]).hasSize(FerPlusClass.EMOTIONS);
        assertThat(ferPlus[0]).isNotEqualTo(ferPlus[29]);
    }

    @Test
    void aSecondHeadIsDeclared() throws InvalidProtocolBufferException {
        ModelProto proto =
                ModelProto.parseFrom(OnnxExport.bytes(model(twoHeads(), STANDARD), WeightPrecision.FP32, 1, Map.of()));
        assertThat(proto.getGraph().getOutputList())
                .extracting(output -> output.getName())
                .containsExactly("emotion", "ferplus");
        assertThat(proto.getDocString()).contains("N x 8");
        assertThat(proto.getMetadataPropsList()).anySatisfy(entry -> {
            assertThat(entry.getKey()).isEqualTo("ferplus_labels");
            assertThat(entry.getValue()).startsWith("neutral, happiness, surprise");
        });
    }

    /**
     * Each weight keeps eleven bits. In a network that has not learned, only a last layer with large weights shows the
     * loss.
     */
    @ParameterizedTest
    @MethodSource("models")
    void weightsOfHalfTheSizeGiveNearlyTheSame(ModelFile model, Dataset faces) throws OrtException {
        byte[] half = OnnxExport.bytes(model, WeightPrecision.FP16, 1, Map.of());
        byte[] whole = OnnxExport.bytes(model, WeightPrecision.FP32, 1, Map.of());
        float[][] expected = onnxRuntime(whole, faces);
        float[][] actual = onnxRuntime(half, faces);
        for (int i = 0; i < faces.size(); i++) {
            assertThat(actual[i]).usingComparatorWithPrecision(0.03f).containsExactly(expected[i]);
        }
        long kernels = model.architecture().nodes().stream()
                .flatMap(node -> node.parameters().stream())
                .filter(parameter -> parameter.name().equals("kernel"))
                .mapToLong(parameter -> parameter.size())
                .sum();
        assertThat((long) whole.length - half.length).isBetween(2 * kernels - 2000, 2 * kernels);
    }

    static Stream<Arguments> modelsWithMaps() {
        return Stream.of(
                arguments(pooled(), Scaling.UNIT, 60),
                arguments(Architectures.named("mien-emotions"), STANDARD, 24),
                arguments(Architectures.named("mien"), STANDARD, 24),
                arguments(Architectures.named("mien-light"), STANDARD, 24));
    }

    @ParameterizedTest
    @MethodSource("modelsWithMaps")
    void thePlacesOfAnActivationMapAddUpToTheLogits(ModelFile model, Dataset faces) throws OrtException {
        for (WeightPrecision precision : WeightPrecision.values()) {
            byte[] file = OnnxExport.bytes(model, precision, 1, Map.of());
            float[][] probabilities = onnxRuntime(file, faces);
            float[][][][] maps = (float[][][][]) answer(file, faces, "activation");
            for (int i = 0; i < faces.size(); i++) {
                double[] logits = logits(probabilities[i]);
                for (int c = 0; c < Emotion.COUNT; c++) {
                    assertThat(sum(maps[i][c])).isCloseTo(logits[c], within(2e-3 * largest(logits)));
                }
            }
        }
    }

    private static double[] logits(float[] probabilities) {
        double mean = IntStream.range(0, probabilities.length)
                .mapToDouble(c -> Math.log(probabilities[c]))
                .average()
                .orElseThrow();
        return IntStream.range(0, probabilities.length)
                .mapToDouble(c -> Math.log(probabilities[c]) - mean)
                .toArray();
    }

    private static double sum(float[][] map) {
        return Arrays.stream(map)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(x -> row[x]))
                .sum();
    }

    private static double largest(double[] logits) {
        return Arrays.stream(logits).map(Math::abs).max().orElseThrow();
    }

    /** The members have different scalings. */
    @Test
    void anEnsembleAnswersWithTheMeanOfItsMembers() throws OrtException {
        Dataset faces = pictures(24, 48, 48);
        List<ModelFile> members = List.of(
                awake(model(Architectures.named("mien-pool"), STANDARD), faces),
                awake(model(Architectures.named("mien"), Scaling.UNIT), faces));
        byte[] file = OnnxExport.ensemble(members, WeightPrecision.FP32, 3, Map.of("member_1_seed", "7"));
        float[][] answers = onnxRuntime(file, faces);
        float[][] ferPlus = (float[][]) answer(file, faces, "ferplus");
        float[][][][] maps = (float[][][][]) answer(file, faces, "activation");
        List<byte[]> alone = members.stream()
                .map(member -> OnnxExport.bytes(member, WeightPrecision.FP32, 1, Map.of()))
                .toList();
        float[][] first = onnxRuntime(alone.get(0), faces);
        float[][] second = onnxRuntime(alone.get(1), faces);
        float[][] firstFerPlus = (float[][]) answer(alone.get(0), faces, "ferplus");
        float[][] secondFerPlus = (float[][]) answer(alone.get(1), faces, "ferplus");
        for (int i = 0; i < faces.size(); i++) {
            double[] logits = logits(answers[i]);
            for (int c = 0; c < Emotion.COUNT; c++) {
                assertThat(answers[i][c]).isCloseTo((first[i][c] + second[i][c]) / 2, within(1e-6f));
                assertThat(ferPlus[i][c]).isCloseTo((firstFerPlus[i][c] + secondFerPlus[i][c]) / 2, within(1e-6f));
                assertThat(sum(maps[i][c])).isCloseTo(logits[c], within(2e-3 * largest(logits)));
            }
        }
        assertThat(OnnxExport.hasActivationMaps(members)).isTrue();
    }

    @Test
    void anEnsembleHasMapsAndASecondHeadWhereAllMembersHave() throws InvalidProtocolBufferException {
        ModelFile pool = model(Architectures.named("mien-pool"), STANDARD);
        ModelFile light = model(Architectures.named("mien-light"), STANDARD);
        ModelFile oneHead = model(Architectures.named("mien-emotions"), STANDARD);
        assertThat(outputsOfEnsemble(pool, light)).containsExactly("emotion", "ferplus");
        assertThat(outputsOfEnsemble(pool, oneHead)).containsExactly("emotion", "activation");
        assertThat(outputsOfEnsemble(model(Architectures.named("small"), STANDARD), pool))
                .containsExactly("emotion");
        assertThatThrownBy(() -> outputsOfEnsemble(pool))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an ensemble came with 1 member, expected two or more");
        assertThatThrownBy(() -> outputsOfEnsemble(pool, model(pooled(), STANDARD)))
                .hasMessage(
                        "one member of the ensemble reads pictures of 48x48 and another of 18x13, expected one size");
    }

    private static List<String> outputsOfEnsemble(ModelFile... members) throws InvalidProtocolBufferException {
        byte[] file = OnnxExport.ensemble(List.of(members), WeightPrecision.FP16, 1, Map.of());
        return ModelProto.parseFrom(file).getGraph().getOutputList().stream()
                .map(output -> output.getName())
                .toList();
    }

    /** One kernel copies the picture, so each map is 0 except at the brightest pixel. */
    @Test
    void anActivationMapSpeaksWhereTheMaximumStands() throws OrtException {
        ModelArchitecture brightest = new ModelArchitecture(
                "brightest",
                Shape.maps(HEIGHT, WIDTH, 1),
                List.of(
                        new Layer.Conv2d(1, 1, Activation.RELU, 0, false),
                        new Layer.GlobalMaxPooling2d(),
                        new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
        float[] kernel = {0, 0, 0, 7, 0, 0, 0};
        Weights weights = new Weights(Map.of(
                "conv2d.kernel", new float[] {1}, "dense.kernel", kernel, "dense.bias", new float[Emotion.COUNT]));
        byte[] pixels = new byte[HEIGHT * WIDTH];
        pixels[2 * WIDTH + 5] = 20;
        pixels[9 * WIDTH + 1] = 10;
        Dataset face = Dataset.of("two pixels", WIDTH, HEIGHT, pixels, new byte[1]);
        byte[] file = OnnxExport.bytes(
                new ModelFile(brightest, Scaling.RAW, weights, Map.of()), WeightPrecision.FP32, 1, Map.of());
        float[][][][] maps = (float[][][][]) answer(file, face, "activation");
        float[][] happy = new float[HEIGHT][WIDTH];
        happy[2][5] = 20 * (7 - 1);
        float[][] others = new float[HEIGHT][WIDTH];
        others[2][5] = -20;
        for (Emotion emotion : Emotion.all()) {
            assertThat(maps[0][emotion.code()]).isDeepEqualTo(emotion == Emotion.HAPPY ? happy : others);
        }
    }

    @Test
    void mapsAreDeclaredWhereTheArchitectureHasThem() throws InvalidProtocolBufferException {
        assertThat(outputs(Architectures.named("mien"))).containsExactly("emotion", "ferplus", "activation");
        assertThat(outputs(pooled())).containsExactly("emotion", "activation");
        assertThat(outputs(Architectures.named("article"))).containsExactly("emotion");
        assertThat(outputs(residual())).containsExactly("emotion");
    }

    private static List<String> outputs(ModelArchitecture architecture) throws InvalidProtocolBufferException {
        byte[] file = OnnxExport.bytes(model(architecture, STANDARD), WeightPrecision.FP32, 1, Map.of());
        ModelProto proto = ModelProto.parseFrom(file);
        List<String> names = proto.getGraph().getOutputList().stream()
                .map(output -> output.getName())
                .toList();
        assertThat(proto.getDocString().contains("'activation'")).isEqualTo(names.contains("activation"));
        return names;
    }

    private static Predictions libtorch(ModelFile model, Dataset faces) {
        try (EmotionClassifier classifier = EmotionClassifier.of(model, Precision.FP32, 2)) {
            return classifier.predict(faces);
        }
    }

    private static float[][] onnxRuntime(byte[] file, Dataset faces) throws OrtException {
        return onnxRuntime(file, faces, "emotion");
    }

    private static float[][] onnxRuntime(byte[] file, Dataset faces, String output) throws OrtException {
        return (float[][]) answer(file, faces, output);
    }

    private static Object answer(byte[] file, Dataset faces, String output) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer pixels = FloatBuffer.allocate(faces.size() * faces.pixelsPerSample());
        for (int i = 0; i < faces.size(); i++) {
            for (int p = 0; p < faces.pixelsPerSample(); p++) {
                pixels.put(faces.pixel(i, p % faces.width(), p / faces.width()));
            }
        }
        long[] shape = {faces.size(), 1, faces.height(), faces.width()};
        try (OrtSession session = environment.createSession(file);
                OnnxTensor input = OnnxTensor.createTensor(environment, pixels.flip(), shape);
                OrtSession.Result result = session.run(Map.of("pixels", input))) {
            return result.get(output).orElseThrow().getValue();
        }
    }

    private static int[] rows(Dataset faces) {
        int[] rows = new int[faces.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = faces.row(i);
        }
        return rows;
    }

    @Test
    void aNormalizationOfSumsIsPartOfTheKernel() throws InvalidProtocolBufferException {
        Map<String, Long> operators = operators(residual());
        assertThat(operators.get("Conv")).isEqualTo(7);
        assertThat(operators.get("BatchNormalization"))
                .as("after dropout, after ReLU, and twice between vectors")
                .isEqualTo(4);
        assertThat(operators.get("Add")).isEqualTo(3);
        assertThat(operators).doesNotContainKey("Dropout");
        assertThat(operators(pooled()).get("BatchNormalization")).isEqualTo(1);
    }

    private static Map<String, Long> operators(ModelArchitecture architecture) throws InvalidProtocolBufferException {
        byte[] file = OnnxExport.bytes(model(architecture, STANDARD), WeightPrecision.FP32, 1, Map.of());
        return ModelProto.parseFrom(file).getGraph().getNodeList().stream()
                .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
    }

    @Test
    void theFileDescribesItself() throws InvalidProtocolBufferException {
        ModelFile model = model(Architectures.named("small"), STANDARD);
        ModelProto proto = ModelProto.parseFrom(
                OnnxExport.bytes(model, WeightPrecision.FP16, 3, Map.of("temperature", "1.5", "data", "drawn")));
        assertThat(proto.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(proto.getIrVersion()).isEqualTo(8);
        assertThat(proto.getModelVersion()).isEqualTo(3);
        assertThat(proto.getDocString()).contains("N x 1 x 48 x 48 grey values", "AI Act");
        Map<String, String> metadata = new HashMap<>();
        proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        ModelDescription description = ModelDescription.read(metadata, "the file");
        assertThat(description.text())
                .containsEntry("architecture", "small")
                .containsEntry("model_version", "3")
                .containsEntry("precision", "fp16")
                .containsEntry("recipe", "drawn")
                .containsEntry("data", "drawn")
                .containsEntry("scaling", "standard")
                .containsEntry("scaling_mean", "129.4")
                .containsEntry("scaling_deviation", "64.7")
                .containsKey("mien_version");
        assertThat(description.temperature().orElseThrow().value()).isEqualTo(1.5);
        assertThat(proto.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("N");
    }

    @Test
    void theSameModelGivesTheSameBytes() {
        ModelFile model = model(residual(), STANDARD);
        assertThat(OnnxExport.bytes(model, WeightPrecision.FP16, 1, Map.of("b", "2", "a", "1")))
                .isEqualTo(OnnxExport.bytes(model, WeightPrecision.FP16, 1, Map.of("a", "1", "b", "2")));
    }

    @Test
    void aWeightThatSixteenBitsDoNotHoldIsRefused() {
        ModelArchitecture small = Architectures.named("small");
        Weights weights = DrawnWeights.of(small, 1);
        weights.get("dense.kernel")[7] = 70_000;
        ModelFile model = new ModelFile(small, STANDARD, weights, Map.of());
        assertThatThrownBy(() -> OnnxExport.bytes(model, WeightPrecision.FP16, 1, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'dense.kernel' has the weight 70000.0, but 16 bits hold -65504.0 to 65504.0. Set the"
                        + " precision to fp32");
        assertThat(OnnxExport.bytes(model, WeightPrecision.FP32, 1, Map.of())).isNotEmpty();
    }
}

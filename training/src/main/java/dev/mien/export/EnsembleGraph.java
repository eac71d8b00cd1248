package dev.mien.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.FerPlusClass;
import dev.mien.description.ModelDescription;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import dev.mien.training.ModelFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts several networks into one graph, which answers with the mean of their probabilities. Each member has its own
 * scaling.
 *
 * <p>If all members have maps of one size, the activation maps are their mean. A member's places add up to its own
 * centred logits. So the places of the mean add up to the mean of these logits. This differs from the centred logits of
 * the ensemble, because the logarithm of a mean is not the mean of the logarithms. The difference is spread evenly over
 * the places, like a head's bias.
 */
final class EnsembleGraph {
    private static final String NAME = "ensemble";

    /** Keeps the logarithm of a probability finite. */
    private static final float SMALLEST = 1e-30f;

    private final List<ModelFile> members;
    private final GraphWriter writer = new GraphWriter(NAME, WeightPrecision.FP32);

    private EnsembleGraph(List<ModelFile> members) {
        this.members = members;
    }

    /**
     * @throws InvalidInputException if there are fewer than two members, or if they read pictures of different sizes
     *     or have different labels
     */
    static GraphProto of(List<ModelFile> members, WeightPrecision precision) {
        require(members);
        EnsembleGraph graph = new EnsembleGraph(members);
        graph.write(precision);
        return graph.writer.graph();
    }

    private static void require(List<ModelFile> members) {
        if (members.size() < 2) {
            throw new InvalidInputException("an ensemble came with " + members.size() + " member"
                    + (members.size() == 1 ? "" : "s") + ", expected two or more");
        }
        requireSameLabels(members);
        Shape first = members.get(0).architecture().input();
        members.stream()
                .map(member -> member.architecture().input())
                .filter(input -> !input.equals(first))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidInputException(
                            "one member of the ensemble reads pictures of " + first.width() + "x"
                                    + first.height() + " and another of " + other.width() + "x" + other.height()
                                    + ", expected one size");
                });
    }

    private static void requireSameLabels(List<ModelFile> members) {
        LabelSet first = members.get(0).labels();
        members.stream()
                .map(ModelFile::labels)
                .filter(labels -> !labels.equals(first))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidInputException("one member of the ensemble has the labels " + first.text()
                            + " and another " + other.text() + ", expected the same in the same order");
                });
    }

    /** Whether all members also have a head for FER+'s classes. */
    static boolean hasFerPlus(List<ModelFile> members) {
        return members.stream().allMatch(member -> NetworkGraph.hasFerPlus(member.architecture()));
    }

    /** The size of the activation maps, if all members have maps of one size. */
    static Optional<Shape> activationMaps(List<ModelFile> members) {
        List<Optional<Shape>> sizes = members.stream()
                .map(member -> mapSize(member.architecture()))
                .distinct()
                .toList();
        return sizes.size() == 1 ? sizes.get(0) : Optional.empty();
    }

    private static Optional<Shape> mapSize(ModelArchitecture architecture) {
        if (!NetworkGraph.hasActivationMaps(architecture)) {
            return Optional.empty();
        }
        return architecture.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.GlobalMaxPooling2d)
                .map(node -> Shape.maps(node.input().height(), node.input().width(), architecture.classes()))
                .findFirst();
    }

    private void write(WeightPrecision precision) {
        PixelInput.declare(writer, members.get(0).architecture().input());
        for (int i = 0; i < members.size(); i++) {
            writer.append(NetworkGraph.of(members.get(i), precision), prefix(i), Set.of(ModelDescription.PIXELS));
        }
        mean(ModelDescription.EMOTION, ModelDescription.EMOTION);
        LabelSet labels = members.get(0).labels();
        writer.output(ModelDescription.EMOTION, "mean probabilities of the labels " + labels.text(), labels.size());
        if (hasFerPlus(members)) {
            mean(ModelDescription.FER_PLUS, ModelDescription.FER_PLUS);
            writer.output(
                    ModelDescription.FER_PLUS,
                    "mean probabilities of FER+'s emotions, in the order of the metadata's "
                            + ModelDescription.FER_PLUS_LABELS,
                    FerPlusClass.EMOTIONS);
        }
        activationMaps(members).ifPresent(this::writeMaps);
    }

    private static String prefix(int member) {
        return "member" + (member + 1) + "/";
    }

    private String mean(String ofMembers, String output) {
        return writer.operator(
                "Mean",
                output,
                IntStream.range(0, members.size())
                        .mapToObj(i -> prefix(i) + ofMembers)
                        .toList());
    }

    private void writeMaps(Shape size) {
        String name = ModelDescription.ACTIVATION;
        String maps = mean(name, name + ".of_members");
        String places = writer.integerConstants(name + ".places", 2, 3);
        String sums =
                writer.operator("ReduceSum", name + ".sums", List.of(maps, places), GraphWriter.integer("keepdims", 0));
        String least = writer.constants(name + ".least", List.of(), SMALLEST);
        String logits = writer.operator(
                "Log",
                name + ".logits",
                List.of(writer.operator("Max", name + ".positive", List.of(ModelDescription.EMOTION, least))));
        String middle =
                writer.operator("ReduceMean", name + ".middle", List.of(logits), GraphWriter.integers("axes", 1));
        String centred = writer.operator("Sub", name + ".centred", List.of(logits, middle));
        String missing = writer.operator("Sub", name + ".missing", List.of(centred, sums));
        String count = writer.constants(name + ".count", List.of(), size.height() * size.width());
        String share = writer.operator("Div", name + ".share", List.of(missing, count));
        String spread = writer.operator("Unsqueeze", name + ".spread", List.of(share, places));
        writer.operator("Add", name, List.of(maps, spread));
        writer.output(
                name,
                "logits less their mean, by the place in the picture that they come from; the places add up: N x "
                        + size.channels() + " x height x width",
                size.channels(),
                size.height(),
                size.width());
    }
}

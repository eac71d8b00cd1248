package dev.mien.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
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
 * Several networks in one graph, which answers with the mean of their probabilities. Each member has its own scaling.
 *
 * <p>Activation maps are the members' mean, where all have maps of one size. The places of a member add up to its own
 * centred logits, those of the mean to the mean of these; what is missing to the centred logits of the ensemble, since
 * the logarithm of a mean is no mean of logarithms, is spread evenly, as a head's bias is.
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

    /** @throws InvalidInputException if there are fewer than two, or they read pictures of different sizes */
    static GraphProto of(List<ModelFile> members, WeightPrecision precision) {
        require(members);
        EnsembleGraph graph = new EnsembleGraph(members);
        graph.write(precision);
        return graph.writer.graph();
    }

    private static void require(List<ModelFile> members) {
        if (members.size() < 2) {
            throw new InvalidInputException("an ensemble came with " + members.size() + " member"
                    + (members.size() == 1 ? "" : "s") + ", expected two or more: name other runs too");
        }
        Shape first = members.get(0).architecture().input();
        members.stream()
                .map(member -> member.architecture().input())
                .filter(input -> !input.equals(first))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidInputException(
                            "one member of the ensemble reads pictures of " + first.width() + "x"
                                    + first.height() + " and another of " + other.width() + "x" + other.height()
                                    + ", expected one size: name runs that read the same faces");
                });
    }

    /** Whether all members answer in FER+'s terms too. */
    static boolean hasFerPlus(List<ModelFile> members) {
        return members.stream().allMatch(member -> NetworkGraph.hasFerPlus(member.architecture()));
    }

    /** The size of the activation maps, where all members have maps of one size. */
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
                .map(node -> Shape.maps(node.input().height(), node.input().width(), Emotion.COUNT))
                .findFirst();
    }

    private void write(WeightPrecision precision) {
        Shape input = members.get(0).architecture().input();
        writer.input(
                ModelDescription.PIXELS,
                "grey values, 0 (black) to 255: N x 1 x height x width",
                1,
                input.height(),
                input.width());
        for (int i = 0; i < members.size(); i++) {
            writer.append(NetworkGraph.of(members.get(i), precision), prefix(i), Set.of(ModelDescription.PIXELS));
        }
        mean(ModelDescription.EMOTION, ModelDescription.EMOTION);
        writer.output(ModelDescription.EMOTION, "mean probabilities of the labels " + Emotion.names(), Emotion.COUNT);
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
                "logits less their mean, by the place in the picture that they come from; the places add up: N x 7 x"
                        + " height x width",
                Emotion.COUNT,
                size.height(),
                size.width());
    }
}

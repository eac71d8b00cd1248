package dev.mien.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.mien.description.ModelDescription;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Shape;
import java.util.List;

/**
 * Class activation maps (Zhou et al., <a href="https://arxiv.org/abs/1512.04150">arXiv 1512.04150</a>). They say how
 * much each place of the last feature maps contributes to each emotion, in logits.
 *
 * <p>Zhou's networks take a mean over the places. There the head's weights, applied to the features before the mean,
 * give the contribution of each place to a logit, and the contributions add up to the logit. A maximum takes its value
 * from only one place (Oquab et al., CVPR 2015, use this to locate objects). So here the whole contribution belongs to
 * that place. Equal largest values share it. This is the product of features and gradient. Draelos and Carin (HiResCAM,
 * <a href="https://arxiv.org/abs/2011.08891">arXiv 2011.08891</a>) show that it is what such a network truly used.
 *
 * <p>Between pooling and head there may be operations on single values (normalisation, scaling). They are applied to
 * the maximum first, so that a value that most faces have contributes nothing. The head's bias is spread evenly over
 * the places. The mean over the emotions, which a softmax ignores, is subtracted at each place. So the places of a
 * face's map for emotion c add up to it. A maximum takes its value from one place alone (as Oquab et al., CVPR 2015,
 * use it to tell where a thing is), so here the whole of it goes there; equal largest values share it. That is the
 * product of features and gradient which Draelos and Carin (HiResCAM,
 * <a href="https://arxiv.org/abs/2011.08891">arXiv 2011.08891</a>) show to be what such a network has truly used. What
 * follows value by value between pooling and head (normalisation, scaling) is applied to the maximum first, so that
 * what most faces have in common weighs nothing. The head's bias is spread evenly, and the mean over the emotions,
 * which a softmax does not see, is taken out at each place. So the places of a face's map for emotion c add up to
 *
 * <pre>ln p(c) - mean of ln p over the emotions</pre>
 *
 * @param features the name of the maps before the pooling: N x channels x height x width
 * @param largest the name of the pooling's output: N x channels x 1 x 1
 * @param size the size of the features of one face
 */
record ActivationMaps(String features, String largest, Shape size) {
    private static final String NAME = ModelDescription.ACTIVATION;

    /**
     * Whether an architecture has such maps. It must end in a global maximum, operations on single values, and the
     * head.
     */
    static boolean fit(ModelArchitecture architecture) {
        List<Layer> layers = architecture.layers();
        int last = layers.size() - 2;
        while (last >= 0 && isByValue(layers.get(last))) {
            last--;
        }
        return last >= 0 && layers.get(last) instanceof Layer.GlobalMaxPooling2d;
    }

    private static boolean isByValue(Layer layer) {
        return layer instanceof Layer.BatchNormalization
                || layer instanceof Layer.Dropout
                || layer instanceof Layer.Rescaling
                || layer instanceof Layer.Relu;
    }

    /**
     * Writes the operators and declares the output.
     *
     * @param head the head's input and values
     */
    void write(GraphWriter writer, HeadValues head) {
        String maps = writer.operator(
                "Conv",
                NAME + ".of_heads",
                List.of(placed(writer, head.input()), kernel(writer, head), bias(writer, head)),
                GraphWriter.integers("kernel_shape", 1, 1));
        String emotions = head.bias().length == head.classes() ? maps : firstOf(writer, maps, head.classes());
        String mean = writer.operator("ReduceMean", NAME + ".mean", List.of(emotions), GraphWriter.integers("axes", 1));
        writer.operator("Sub", NAME, List.of(emotions, mean));
        writer.output(
                NAME,
                "logits less their mean, by the place in the picture that they come from; the places add up: N x "
                        + head.classes() + " x height x width",
                head.classes(),
                size.height(),
                size.width());
    }

    /** Places each channel's value where its maximum is, and 0 elsewhere. */
    private String placed(GraphWriter writer, String values) {
        String axes = writer.integerConstants(NAME + ".axes", 2, 3);
        String isLargest = writer.operator("Equal", NAME + ".is_largest", List.of(features, largest));
        String places = writer.operator(
                "Cast",
                NAME + ".places",
                List.of(isLargest),
                GraphWriter.integer("to", TensorProto.DataType.FLOAT.getNumber()));
        String count = writer.operator("ReduceSum", NAME + ".count", List.of(places, axes));
        String upright = writer.operator("Unsqueeze", NAME + ".values", List.of(values, axes));
        String share = writer.operator("Div", NAME + ".share", List.of(upright, count));
        return writer.operator("Mul", NAME + ".placed", List.of(places, share));
    }

    private static String kernel(GraphWriter writer, HeadValues head) {
        return writer.operator("Unsqueeze", NAME + ".kernel", List.of(head.kernel(), NAME + ".axes"));
    }

    private String bias(GraphWriter writer, HeadValues head) {
        float[] spread = head.bias().clone();
        for (int i = 0; i < spread.length; i++) {
            spread[i] /= size.height() * size.width();
        }
        return writer.constants(NAME + ".bias", List.of(spread.length), spread);
    }

    private static String firstOf(GraphWriter writer, String maps, int classes) {
        return writer.operator(
                "Slice",
                NAME + ".of_emotions",
                List.of(
                        maps,
                        writer.integerConstants(NAME + ".from", 0),
                        writer.integerConstants(NAME + ".to", classes),
                        writer.integerConstants(NAME + ".axis", 1)));
    }

    /**
     * The last layer.
     *
     * @param input the name of its input: N x channels
     * @param kernel the name of its kernel: outputs x channels, those of the first head first
     * @param bias a bias for each output
     * @param classes the number of outputs of the first head
     */
    record HeadValues(String input, String kernel, float[] bias, int classes) {}
}

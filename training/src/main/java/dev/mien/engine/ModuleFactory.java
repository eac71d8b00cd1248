package dev.mien.engine;

import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an architecture's modules: one for each layer, or one for several where {@link PoolingBlockModule} does their work. */
final class ModuleFactory {
    private static final int BLOCK = 3;

    private final Precision precision;
    private final ParameterStore parameters;
    private final Workers workers;
    private final List<Node> nodes;
    private final List<Module> modules = new ArrayList<>();
    private final Map<String, ConvolutionModule> convolutions = new LinkedHashMap<>();

    /** The convolutions among the modules, by their layers' names. */
    Map<String, ConvolutionModule> convolutions() {
        return convolutions;
    }

    ModuleFactory(ModelArchitecture architecture, Precision precision, ParameterStore parameters, Workers workers) {
        this.precision = precision;
        this.parameters = parameters;
        this.workers = workers;
        this.nodes = architecture.nodes();
    }

    List<Module> modules() {
        int index = 0;
        while (index < nodes.size()) {
            index += beginsBlock(index) ? addBlock(index) : addLayer(index);
        }
        return modules;
    }

    /** Whether a convolution with ReLU, batch normalisation and pooling follow one another from here. */
    private boolean beginsBlock(int index) {
        return index + BLOCK <= nodes.size()
                && nodes.get(index).layer() instanceof Layer.Conv2d convolution
                && convolution.activation() == Activation.RELU
                && nodes.get(index + 1).layer() instanceof Layer.BatchNormalization
                && nodes.get(index + 2).layer() instanceof Layer.MaxPooling2d
                && PoolingBlockModule.fits(nodes.get(index).output());
    }

    private int addBlock(int index) {
        int dropout = index + BLOCK;
        boolean drops = dropout < nodes.size() && nodes.get(dropout).layer() instanceof Layer.Dropout;
        double rate = drops ? ((Layer.Dropout) nodes.get(dropout).layer()).rate() : 0;
        Node convolution = nodes.get(index);
        modules.add(convolution(convolution, index, false));
        modules.add(new PoolingBlockModule(
                normalization(nodes.get(index + 1)), convolution.output(), rate, dropout, precision, workers));
        return drops ? BLOCK + 1 : BLOCK;
    }

    private int addLayer(int index) {
        modules.add(module(nodes.get(index), index));
        return 1;
    }

    private Module module(Node node, int index) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Conv2d convolution) {
            return convolution(node, index, convolution.activation() == Activation.RELU);
        }
        if (layer instanceof Layer.BatchNormalization) {
            return new BatchNormalizationModule(normalization(node));
        }
        if (layer instanceof Layer.MaxPooling2d) {
            return new MaxPoolingModule();
        }
        if (layer instanceof Layer.Dropout dropout) {
            return new DropoutModule(dropout.rate(), index);
        }
        if (layer instanceof Layer.Flatten) {
            return new FlattenModule();
        }
        if (layer instanceof Layer.Dense dense) {
            return new DenseModule(dense.activation(), slot(node, "kernel"), slot(node, "bias"));
        }
        throw new IllegalStateException("no module computes " + layer.kind());
    }

    private ConvolutionModule convolution(Node node, int index, boolean rectified) {
        ConvolutionAlgorithm.Layer layer = new ConvolutionAlgorithm.Layer(
                slot(node, "kernel"),
                slot(node, "bias"),
                node.input().height(),
                node.input().width());
        ConvolutionModule module =
                new ConvolutionModule(new ConvolutionAlgorithms(layer, precision, workers), rectified, index == 0);
        convolutions.put(node.name(), module);
        return module;
    }

    private Normalization normalization(Node node) {
        return new Normalization(
                slot(node, "gamma"),
                slot(node, "beta"),
                slot(node, "moving_mean").value(),
                slot(node, "moving_variance").value());
    }

    private ParameterStore.Slot slot(Node node, String parameter) {
        return parameters.slot(node.name() + "." + parameter);
    }
}

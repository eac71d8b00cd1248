package dev.mien.engine;

import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an architecture's modules. Each layer has a module, except where {@link PoolingBlockModule} or
 * {@link NormalizationBlockModule} computes several layers.
 */
final class ModuleFactory {
    private static final int BLOCK = 3;
    private static final long WINDOW = 2;

    private final ModelArchitecture architecture;
    private final Precision precision;
    private final ParameterStore parameters;
    private final Workers workers;
    private final List<Node> nodes;
    private final Map<String, ConvolutionModule> convolutions = new LinkedHashMap<>();
    private int next;

    ModuleFactory(ModelArchitecture architecture, Precision precision, ParameterStore parameters, Workers workers) {
        this.architecture = architecture;
        this.precision = precision;
        this.parameters = parameters;
        this.workers = workers;
        this.nodes = architecture.nodes();
    }

    /** The convolutions among the modules, by their layers' names. */
    Map<String, ConvolutionModule> convolutions() {
        return convolutions;
    }

    List<Module> modules() {
        return chain(architecture.layers());
    }

    /** The modules of some layers. Their nodes begin at the next node. */
    private List<Module> chain(List<Layer> layers) {
        List<Module> modules = new ArrayList<>();
        int index = 0;
        while (index < layers.size()) {
            List<Layer> rest = layers.subList(index, layers.size());
            int taken;
            if (beginsPoolingBlock(rest)) {
                taken = addPoolingBlock(rest, modules);
            } else if (beginsNormalizationBlock(rest)) {
                taken = addNormalizationBlock(rest, modules);
            } else {
                taken = addLayer(rest.get(0), modules);
            }
            index += taken;
        }
        return modules;
    }

    /** Whether the layers begin with a convolution with ReLU, a batch normalisation and a pooling. */
    private boolean beginsPoolingBlock(List<Layer> rest) {
        return rest.size() >= BLOCK
                && rest.get(0) instanceof Layer.Conv2d convolution
                && convolution.activation() == Activation.RELU
                && rest.get(1) instanceof Layer.BatchNormalization
                && pools(rest.get(2))
                && PoolingBlockModule.fits(nodes.get(next).output());
    }

    /** Whether a layer is the pooling that the blocks compute. */
    private static boolean pools(Layer layer) {
        return layer instanceof Layer.MaxPooling2d pooling && pooling.window().equals(Layer.Window.USUAL);
    }

    private int addPoolingBlock(List<Layer> rest, List<Module> modules) {
        boolean drops = rest.size() > BLOCK && rest.get(BLOCK) instanceof Layer.Dropout;
        double rate = drops ? ((Layer.Dropout) rest.get(BLOCK)).rate() : 0;
        Node convolution = nodes.get(next);
        modules.add(convolution(convolution, false));
        modules.add(new PoolingBlockModule(
                normalization(nodes.get(next + 1)),
                convolution.output(),
                rate,
                (long) next + BLOCK,
                precision,
                workers));
        int taken = drops ? BLOCK + 1 : BLOCK;
        next += taken;
        return taken;
    }

    /** Whether the layers begin with a convolution without activation, a batch normalisation and a ReLU. */
    private boolean beginsNormalizationBlock(List<Layer> rest) {
        return rest.size() >= BLOCK
                && rest.get(0) instanceof Layer.Conv2d convolution
                && convolution.activation() == Activation.NONE
                && rest.get(1) instanceof Layer.BatchNormalization
                && rest.get(2) instanceof Layer.Relu
                && NormalizationBlockModule.fits(nodes.get(next).output(), false);
    }

    private int addNormalizationBlock(List<Layer> rest, List<Module> modules) {
        Node convolution = nodes.get(next);
        boolean pools = rest.size() > BLOCK
                && pools(rest.get(BLOCK))
                && NormalizationBlockModule.fits(convolution.output(), true);
        modules.add(convolution(convolution, false));
        modules.add(new NormalizationBlockModule(
                normalization(nodes.get(next + 1)), convolution.output(), pools, precision, workers));
        int taken = pools ? BLOCK + 1 : BLOCK;
        next += taken;
        return taken;
    }

    private int addLayer(Layer layer, List<Module> modules) {
        if (layer instanceof Layer.Residual residual) {
            modules.add(new ResidualModule(chain(residual.body())));
        } else {
            modules.addAll(modules(nodes.get(next)));
        }
        next++;
        return 1;
    }

    private List<Module> modules(Node node) {
        long height = node.input().height();
        long width = node.input().width();
        if (node.layer() instanceof Layer.GlobalMaxPooling2d) {
            return List.of(new MaxPoolingModule(height, width), new FlattenModule());
        }
        if (node.layer() instanceof Layer.GlobalAveragePooling2d) {
            return List.of(new AveragePoolingModule(PoolingWindow.whole(height, width)), new FlattenModule());
        }
        return List.of(module(node));
    }

    private static Module pooling(Layer.MaxPooling2d layer, Node node) {
        return pools(layer)
                ? new MaxPoolingModule(WINDOW, WINDOW)
                : new WindowMaximumModule(PoolingWindow.of(layer.window(), node.input()));
    }

    private Module module(Node node) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Conv2d convolution) {
            return convolution(node, convolution.activation() == Activation.RELU);
        }
        if (layer instanceof Layer.BatchNormalization) {
            return new BatchNormalizationModule(normalization(node));
        }
        if (layer instanceof Layer.MaxPooling2d pooling) {
            return pooling(pooling, node);
        }
        if (layer instanceof Layer.AveragePooling2d pooling) {
            return new AveragePoolingModule(PoolingWindow.of(pooling.window(), node.input()));
        }
        if (layer instanceof Layer.Dropout dropout) {
            return new DropoutModule(dropout.rate(), next);
        }
        if (layer instanceof Layer.Relu) {
            return new ReluModule();
        }
        if (layer instanceof Layer.Rescaling rescaling) {
            return new RescalingModule(rescaling.scale());
        }
        if (layer instanceof Layer.Flatten) {
            return new FlattenModule();
        }
        if (layer instanceof Layer.Dense dense) {
            return new DenseModule(dense.activation(), slot(node, "kernel"), slot(node, "bias"));
        }
        if (layer instanceof Layer.TwoHeads) {
            return new DenseModule(Activation.SOFTMAX, slot(node, "kernel"), slot(node, "bias"));
        }
        throw new IllegalStateException("no module computes " + layer.kind());
    }

    private ConvolutionModule convolution(Node node, boolean rectified) {
        ConvolutionModule module =
                new ConvolutionModule(new ConvolutionAlgorithms(layer(node), precision, workers), rectified, next == 0);
        convolutions.put(node.name(), module);
        return module;
    }

    private ConvolutionAlgorithm.Layer layer(Node node) {
        Layer.Conv2d spec = (Layer.Conv2d) node.layer();
        return new ConvolutionAlgorithm.Layer(
                slot(node, "kernel"),
                spec.bias() ? Optional.of(slot(node, "bias")) : Optional.empty(),
                node.input().height(),
                node.input().width(),
                spec.stride(),
                spec.padding());
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

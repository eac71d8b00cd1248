package dev.mien.nn;

import dev.mien.Emotion;
import dev.mien.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registry of architectures. Each architecture has one name, by which recipes, run files and model files refer to
 * it. Another program may add its own architectures. Safe for use by any number of threads.
 */
public final class Architectures {
    /** Side of the pictures that the registered networks read, in pixels. It is the side of FER2013's pictures. */
    public static final int SIDE = 48;

    private static final String EMOTIONS_ALONE = "-emotions";
    private static final double L2 = 0.01;
    private static final double DROPOUT = 0.25;

    private static final Registry<ModelArchitecture> ALL = new Registry<>("architecture");

    static {
        register("article", article());
        register("small", small());
        registerBoth("mien", ResidualNetworks.mien(List.of(1, 1, 1)));
        register("mien-deep", ResidualNetworks.mien(List.of(1, 2, 2)), new Layer.TwoHeads());
        registerBoth("mien-pool", ResidualNetworks.poolingFirst());
        registerBoth("mien-wide", ResidualNetworks.wide());
        registerBoth("mien-light", ResidualNetworks.light());
    }

    private Architectures() {}

    /**
     * Adds an architecture under its name. Its head is replaced if the data has another number of classes. A program
     * that reads a model file or resumes a run of this architecture calls this first.
     *
     * @throws dev.mien.InvalidInputException if the name is taken, if it has other characters than lower-case letters,
     *     digits, {@code .}, {@code _}, {@code +} and {@code -}, or if the architecture reads pictures that are not
     *     grey
     */
    public static void register(ModelArchitecture architecture) {
        ALL.add(architecture.name(), architecture.requireGrey());
    }

    /** All names, in the order of registration. */
    public static List<String> names() {
        return ALL.names();
    }

    /** The architecture with a name. The result is empty if there is no such architecture. */
    public static Optional<ModelArchitecture> find(String name) {
        return ALL.find(name);
    }

    /**
     * The architecture with a name.
     *
     * @throws dev.mien.InvalidInputException if there is no such architecture; the message lists the existing names
     */
    public static ModelArchitecture named(String name) {
        return ALL.named(name);
    }

    /**
     * Registers a network with two heads, and under another name the same network with only the head of the seven
     * emotions.
     */
    private static void registerBoth(String name, List<Layer> trunk) {
        register(name, trunk, new Layer.TwoHeads());
        register(name + EMOTIONS_ALONE, trunk, new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
    }

    private static void register(String name, List<Layer> trunk, Layer heads) {
        List<Layer> layers = new ArrayList<>(trunk);
        layers.add(heads);
        register(name, layers);
    }

    private static void register(String name, List<Layer> layers) {
        register(new ModelArchitecture(name, Shape.maps(SIDE, SIDE, 1), layers));
    }

    /** The article's network of 5,810,183 parameters. */
    private static List<Layer> article() {
        List<Layer> layers = new ArrayList<>();
        layers.add(convolution(32, 3, 0));
        layers.add(convolution(64, 3, 0));
        layers.addAll(reduce());
        layers.add(convolution(128, 5, 0));
        layers.addAll(reduce());
        for (int i = 0; i < 3; i++) {
            layers.add(convolution(512, 3, L2));
            layers.addAll(reduce());
        }
        layers.add(new Layer.Flatten());
        layers.addAll(dense(256));
        layers.addAll(dense(512));
        layers.add(new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
        return layers;
    }

    /** A small network of about 100,000 parameters, for the drawn faces and for tests. */
    private static List<Layer> small() {
        List<Layer> layers = new ArrayList<>();
        for (int filters : new int[] {16, 32, 48, 64}) {
            layers.add(convolution(filters, 3, 0));
            layers.addAll(reduce());
        }
        layers.add(new Layer.Flatten());
        layers.addAll(dense(64));
        layers.add(new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX));
        return layers;
    }

    private static Layer convolution(int filters, int kernel, double l2) {
        return new Layer.Conv2d(filters, kernel, Activation.RELU, l2);
    }

    private static List<Layer> reduce() {
        return List.of(new Layer.BatchNormalization(), new Layer.MaxPooling2d(), new Layer.Dropout(DROPOUT));
    }

    private static List<Layer> dense(int units) {
        return List.of(
                new Layer.Dense(units, Activation.RELU), new Layer.BatchNormalization(), new Layer.Dropout(DROPOUT));
    }
}

package dev.mien.nn;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of architectures: each has one name, under which the command line and model files know it. */
public final class Architectures {
    /** Side of the pictures that the registered networks read, in pixels: FER2013's. */
    public static final int SIDE = 48;

    private static final double L2 = 0.01;
    private static final double DROPOUT = 0.25;

    private static final Map<String, ModelArchitecture> ALL = new LinkedHashMap<>();

    static {
        register("article", article());
        register("small", small());
        register("mien", mien(List.of(1, 1, 1), new Layer.TwoHeads()));
        register("mien-emotions", mien(List.of(1, 1, 1), new Layer.Dense(Emotion.COUNT, Activation.SOFTMAX)));
        register("mien-deep", mien(List.of(1, 2, 2), new Layer.TwoHeads()));
    }

    private Architectures() {}

    /** All names, in the order of registration. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The architecture of a name.
     *
     * @throws InvalidInputException if there is none; the message names those that exist
     */
    public static ModelArchitecture named(String name) {
        ModelArchitecture architecture = ALL.get(name);
        if (architecture == null) {
            throw new InvalidInputException(
                    "no architecture is named '" + name + "'; there are " + String.join(", ", names()));
        }
        return architecture;
    }

    private static void register(String name, List<Layer> layers) {
        ALL.put(name, new ModelArchitecture(name, Shape.maps(SIDE, SIDE, 1), layers));
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

    /**
     * A residual network of 4.4 million parameters with the outline of David Page's for CIFAR10 (myrtle.ai, "How to train your
     * ResNet", 2018): each of three stages widens, halves the maps and adds two convolutions. The maps' sides, 48, 24, 12
     * and 6, are multiples of the tiles that the fast convolutions work on. The largest values of the
     * 384 maps are all far above 0: without the normalisation that centres them their common part, with a sum of squares of about
     * 5,000, would allow the heads no learning rate at which the layers before learn.
     *
     * @param residuals of each stage; with one more in the second and the third it has 7.7 million parameters
     */
    private static List<Layer> mien(List<Integer> residuals, Layer heads) {
        List<Layer> layers = new ArrayList<>(normalized(32));
        List<Integer> widths = List.of(96, 192, 384);
        for (int stage = 0; stage < widths.size(); stage++) {
            int filters = widths.get(stage);
            layers.addAll(normalized(filters));
            layers.add(new Layer.MaxPooling2d());
            List<Layer> body = new ArrayList<>(normalized(filters));
            body.addAll(normalized(filters));
            layers.addAll(Collections.nCopies(residuals.get(stage), new Layer.Residual(body)));
        }
        layers.add(new Layer.GlobalMaxPooling2d());
        layers.add(new Layer.BatchNormalization());
        layers.add(new Layer.Dropout(0.3));
        layers.add(new Layer.Rescaling(0.25));
        layers.add(heads);
        return layers;
    }

    private static List<Layer> normalized(int filters) {
        return List.of(
                new Layer.Conv2d(filters, 3, Activation.NONE, 0, false),
                new Layer.BatchNormalization(),
                new Layer.Relu());
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

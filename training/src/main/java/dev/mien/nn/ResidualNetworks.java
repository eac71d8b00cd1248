package dev.mien.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Residual networks with the outline of David Page's for CIFAR10 (myrtle.ai, "How to train your ResNet", 2018), without their heads:
 * each stage widens the maps, halves them and adds residuals of two convolutions. A global maximum ends them. The largest values of the
 * 384 maps are all far above 0: without the normalisation that centres them their common part, with a sum of squares of about
 * 5,000, would allow the heads no learning rate at which the layers before learn.
 */
final class ResidualNetworks {
    private static final int KERNEL = 3;
    private static final int START = 32;
    private static final double DROPOUT = 0.3;
    private static final double SCALE = 0.25;

    private ResidualNetworks() {}

    /** The convolutions of a stage: how many maps they make, and the residuals that follow. */
    private record Stage(int filters, int residuals) {
        List<Layer> widening() {
            return normalized(filters, KERNEL, 1);
        }

        List<Layer> residual() {
            List<Layer> body = new ArrayList<>(normalized(filters, KERNEL, 1));
            body.addAll(normalized(filters, KERNEL, 1));
            return Collections.nCopies(residuals, new Layer.Residual(body));
        }
    }

    /**
     * Each stage convolves before it pools: 4.4 million parameters, 1.08 GFLOP for a face. The maps' sides, 48, 24, 12 and 6, are
     * multiples of the tiles that the fast convolutions work on.
     *
     * @param residuals of each stage; with one more in the second and the third it has 7.7 million parameters
     */
    static List<Layer> mien(List<Integer> residuals) {
        List<Layer> layers = new ArrayList<>(normalized(START, KERNEL, 1));
        List<Integer> widths = List.of(96, 192, 384);
        for (int i = 0; i < widths.size(); i++) {
            Stage stage = new Stage(widths.get(i), residuals.get(i));
            layers.addAll(stage.widening());
            layers.add(new Layer.MaxPooling2d());
            layers.addAll(stage.residual());
        }
        return ended(layers);
    }

    /** The same parameters as {@code mien}'s, but each stage pools before it convolves: 0.70 GFLOP for a face. */
    static List<Layer> poolingFirst() {
        List<Layer> layers = new ArrayList<>(normalized(START, KERNEL, 1));
        layers.addAll(pooled(new Stage(96, 1), new Stage(192, 1), new Stage(384, 1)));
        return ended(layers);
    }

    /** More of the work where the maps are small and many: 7.0 million parameters, 0.82 GFLOP for a face. */
    static List<Layer> wide() {
        List<Layer> layers = new ArrayList<>(normalized(START, KERNEL, 1));
        layers.addAll(pooled(new Stage(64, 1), new Stage(160, 2), new Stage(384, 2)));
        return ended(layers);
    }

    /** All stages on maps of half the side: 4.4 million parameters, 0.24 GFLOP for a face. */
    static List<Layer> light() {
        List<Layer> layers = new ArrayList<>(normalized(START, 5, 2));
        Stage first = new Stage(48, 1);
        layers.addAll(first.widening());
        layers.addAll(first.residual());
        layers.addAll(pooled(new Stage(96, 1), new Stage(192, 1), new Stage(384, 1)));
        return ended(layers);
    }

    private static List<Layer> pooled(Stage... stages) {
        List<Layer> layers = new ArrayList<>();
        for (Stage stage : stages) {
            layers.add(new Layer.MaxPooling2d());
            layers.addAll(stage.widening());
            layers.addAll(stage.residual());
        }
        return layers;
    }

    private static List<Layer> ended(List<Layer> layers) {
        List<Layer> ended = new ArrayList<>(layers);
        ended.add(new Layer.GlobalMaxPooling2d());
        ended.add(new Layer.BatchNormalization());
        ended.add(new Layer.Dropout(DROPOUT));
        ended.add(new Layer.Rescaling(SCALE));
        return ended;
    }

    private static List<Layer> normalized(int filters, int kernel, int stride) {
        return List.of(
                new Layer.Conv2d(filters, kernel, stride, Activation.NONE, 0, false),
                new Layer.BatchNormalization(),
                new Layer.Relu());
    }
}

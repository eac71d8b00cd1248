package dev.mien.training;

import static dev.mien.training.RunConfig.number;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.AspectRatio;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.BrightnessContrast;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Scale;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Augmentations in {@code config.json}: an array of objects, each with its kind and its parameters. */
final class AugmentationJson {
    private static final String KINDS = "shift, zoom, scale, aspect_ratio, rotation, horizontal_flip, alternating_flip,"
            + " reflected_border,"
            + " brightness_contrast, degradation, random_erasing";

    private AugmentationJson() {}

    /** @param array receives them in their order */
    static void write(List<Augmentation> augmentations, ArrayNode array) {
        augmentations.forEach(augmentation -> write(augmentation, array.addObject()));
    }

    private static void write(Augmentation augmentation, ObjectNode node) {
        if (augmentation instanceof Shift shift) {
            node.put("kind", "shift").put("horizontal", shift.horizontal()).put("vertical", shift.vertical());
        } else if (augmentation instanceof Zoom zoom) {
            node.put("kind", "zoom").put("range", zoom.range());
        } else if (augmentation instanceof Scale scale) {
            node.put("kind", "scale").put("range", scale.range());
        } else if (augmentation instanceof AspectRatio ratio) {
            node.put("kind", "aspect_ratio").put("range", ratio.range());
        } else if (augmentation instanceof Rotation rotation) {
            node.put("kind", "rotation").put("degrees", rotation.degrees());
        } else if (augmentation instanceof HorizontalFlip flip) {
            node.put("kind", "horizontal_flip").put("probability", flip.probability());
        } else if (augmentation instanceof AlternatingFlip) {
            node.put("kind", "alternating_flip");
        } else if (augmentation instanceof ReflectedBorder) {
            node.put("kind", "reflected_border");
        } else if (augmentation instanceof BrightnessContrast light) {
            node.put("kind", "brightness_contrast")
                    .put("brightness", light.brightness())
                    .put("contrast", light.contrast());
        } else if (augmentation instanceof Degradation degradation) {
            node.put("kind", "degradation")
                    .put("probability", degradation.probability())
                    .put("most_blur", degradation.mostBlur())
                    .put("most_noise", degradation.mostNoise())
                    .put("least_detail", degradation.leastDetail())
                    .put("least_quality", degradation.leastQuality());
        } else if (augmentation instanceof RandomErasing erasing) {
            write(erasing, node);
        } else {
            throw new IllegalStateException("no form in JSON is written for " + augmentation);
        }
    }

    private static void write(RandomErasing erasing, ObjectNode node) {
        node.put("kind", "random_erasing")
                .put("probability", erasing.probability())
                .put("least_area", erasing.leastArea())
                .put("most_area", erasing.mostArea())
                .put("least_ratio", erasing.leastRatio())
                .put("most_ratio", erasing.mostRatio())
                .put("fill", erasing.fill().name().toLowerCase(Locale.ROOT));
    }

    /**
     * @param array what {@link #write} made; none are read from a missing one
     * @throws InvalidInputException if a kind is unknown, or a parameter is no number or out of its range
     */
    static List<Augmentation> read(JsonNode array) {
        List<Augmentation> augmentations = new ArrayList<>();
        array.forEach(node -> augmentations.add(augmentation(node)));
        return augmentations;
    }

    private static Augmentation augmentation(JsonNode node) {
        return switch (node.path("kind").asText()) {
            case "shift" -> new Shift(number(node, "horizontal"), number(node, "vertical"));
            case "zoom" -> new Zoom(number(node, "range"));
            case "scale" -> new Scale(number(node, "range"));
            case "aspect_ratio" -> new AspectRatio(number(node, "range"));
            case "rotation" -> new Rotation(number(node, "degrees"));
            case "horizontal_flip" -> new HorizontalFlip(number(node, "probability"));
            case "alternating_flip" -> new AlternatingFlip();
            case "reflected_border" -> new ReflectedBorder();
            case "brightness_contrast" -> new BrightnessContrast(number(node, "brightness"), number(node, "contrast"));
            case "degradation" ->
                new Degradation(
                        number(node, "probability"),
                        number(node, "most_blur"),
                        number(node, "most_noise"),
                        number(node, "least_detail"),
                        number(node, "least_quality"));
            case "random_erasing" ->
                new RandomErasing(
                        number(node, "probability"),
                        number(node, "least_area"),
                        number(node, "most_area"),
                        number(node, "least_ratio"),
                        number(node, "most_ratio"),
                        RandomErasing.Fill.valueOf(RunConfig.text(node, "fill").toUpperCase(Locale.ROOT)));
            default ->
                throw new InvalidInputException("unknown augmentation " + node + ", expected a kind of " + KINDS
                        + ". Use the version of Mien that wrote it, or a later one");
        };
    }
}

package dev.mien.export;

import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.nn.Shape;
import java.util.List;

/** The beginning of every exported graph: the input of grey values, and their scaling. */
final class PixelInput {
    private PixelInput() {}

    /** Declares the input for pictures of a size. */
    static void declare(GraphWriter writer, Shape size) {
        writer.input(
                ModelDescription.PIXELS,
                "grey values, 0 (black) to 255: N x 1 x height x width",
                1,
                size.height(),
                size.width());
    }

    /** Adds the scaling, and returns the name of the scaled values. */
    static String scaled(GraphWriter writer, Scaling scaling) {
        if (scaling.kind() == Scaling.Kind.RAW) {
            return ModelDescription.PIXELS;
        }
        String mean = writer.constants("scaling.mean", List.of(), (float) scaling.mean());
        String deviation = writer.constants("scaling.deviation", List.of(), (float) scaling.deviation());
        String centred = writer.operator("Sub", "centred", List.of(ModelDescription.PIXELS, mean));
        return writer.operator("Div", "scaled", List.of(centred, deviation));
    }
}

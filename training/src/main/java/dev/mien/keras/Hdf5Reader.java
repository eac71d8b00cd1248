package dev.mien.keras;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an HDF5 file into memory. The optimizer's state is left out. */
final class Hdf5Reader {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> OPTIMIZER = Set.of("optimizer_weights", "optimizer");

    /** Deeper groups than any network has. A file whose links form a circle would have no end. */
    private static final int DEEPEST = 40;

    private Hdf5Reader() {}

    static boolean isHdf5(byte[] file) {
        return file.length >= SIGNATURE.length && Arrays.equals(Arrays.copyOf(file, SIGNATURE.length), SIGNATURE);
    }

    /**
     * Reads a file.
     *
     * @param origin the file's name in messages
     * @throws InvalidInputException if it is damaged or not HDF5
     */
    static HdfGroup read(byte[] file, String origin) {
        if (!isHdf5(file)) {
            throw new InvalidInputException(
                    origin + " is not an HDF5 file, the form of Keras' .h5 files", Remedy.change(Remedy.Setting.MODEL));
        }
        try (HdfFile hdf = HdfFile.fromBytes(file)) {
            return group(hdf, 0);
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            // jhdf reports a damaged file by exceptions of many kinds
            throw new InvalidInputException(
                    origin + " is damaged: its HDF5 cannot be read (" + e + "). Copy it again",
                    Remedy.change(Remedy.Setting.MODEL),
                    e);
        }
    }

    private static HdfGroup group(Group group, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInputException("the HDF5 file has groups within groups without an end");
        }
        Map<String, HdfGroup> groups = new LinkedHashMap<>();
        Map<String, KerasArray> arrays = new LinkedHashMap<>();
        for (Node node : group.getChildren().values()) {
            if (node instanceof Group below && !OPTIMIZER.contains(node.getName())) {
                groups.put(node.getName(), group(below, depth + 1));
            } else if (node instanceof Dataset dataset) {
                array(dataset).ifPresent(values -> arrays.put(node.getName(), values));
            }
        }
        return new HdfGroup(texts(group), groups, arrays);
    }

    private static Map<String, List<String>> texts(Group group) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Attribute attribute : group.getAttributes().values()) {
            if (attribute.isEmpty()) {
                continue;
            }
            if (attribute.getData() instanceof String text) {
                texts.put(attribute.getName(), List.of(text));
            } else if (attribute.getData() instanceof String[] several) {
                texts.put(attribute.getName(), List.of(several));
            }
        }
        return texts;
    }

    /** The values of an array of numbers; empty for one of text. */
    private static Optional<KerasArray> array(Dataset dataset) {
        if (dataset.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> shape = Arrays.stream(dataset.getDimensions()).boxed().toList();
        return floats(dataset.isScalar() ? dataset.getData() : dataset.getDataFlat())
                .map(values -> new KerasArray(shape, values));
    }

    private static Optional<float[]> floats(Object data) {
        if (data instanceof float[] values) {
            return Optional.of(values);
        }
        if (data instanceof double[] values) {
            float[] rounded = new float[values.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) values[i];
            }
            return Optional.of(rounded);
        }
        return data instanceof Number number ? Optional.of(new float[] {number.floatValue()}) : Optional.empty();
    }
}

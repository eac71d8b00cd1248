package dev.mien.engine;

import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A network's parameters as slices of a few large arrays. These hold all trainable values in 32 bits, their gradients,
 * the moving statistics and, if the precision is bf16, a bf16 copy of the values. So the optimizer works on one array,
 * and casting is one pass. A kernel's slice is stored as filters, height, width, channels.
 */
final class ParameterStore implements AutoCloseable {
    private final Owned owned = new Owned();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor working;
    private final Tensor statistics;
    private final boolean copies;
    private final List<Range> ranges = new ArrayList<>();

    /**
     * The place of a trainable parameter within the arrays.
     *
     * @param kernel whether it is the kernel of a convolution or a dense layer
     * @param l2 the penalty that is added to the loss for each squared value
     */
    record Range(int offset, int length, boolean kernel, double l2) {}

    /**
     * One parameter's tensors.
     *
     * @param value the 32-bit master copy
     * @param working the factors of the convolutions: the bf16 copy, or the value itself
     * @param gradient the gradient of the value, without that of the penalty; for a moving statistic it is the value
     *     itself
     */
    record Slot(Parameter parameter, Tensor value, Tensor working, Tensor gradient) {}

    ParameterStore(ModelArchitecture architecture, Precision precision) {
        int size = architecture.trainableCount();
        values = owned.keep(Tensors.zeros(Tensors.FLOAT, size));
        gradients = owned.keep(Tensors.zeros(Tensors.FLOAT, size));
        copies = precision == Precision.BF16;
        working = copies ? owned.keep(Tensors.zeros(Tensors.BFLOAT16, size)) : values;
        statistics = owned.keep(Tensors.zeros(Tensors.FLOAT, architecture.parameterCount() - size));
        int offset = 0;
        int ofStatistic = 0;
        for (ModelArchitecture.Node node : architecture.nodes()) {
            for (Parameter parameter : node.parameters()) {
                String name = node.qualified(parameter);
                if (parameter.trainable()) {
                    slots.put(name, trainable(parameter, offset));
                    ranges.add(new Range(offset, parameter.size(), isKernel(parameter), l2(node.layer(), parameter)));
                    offset += parameter.size();
                } else {
                    Tensor value = slice(statistics, parameter, ofStatistic);
                    slots.put(name, new Slot(parameter, value, value, value));
                    ofStatistic += parameter.size();
                }
            }
        }
    }

    private static boolean isKernel(Parameter parameter) {
        return "kernel".equals(parameter.name());
    }

    private static double l2(Layer layer, Parameter parameter) {
        return layer instanceof Layer.Conv2d convolution && isKernel(parameter) ? convolution.l2() : 0;
    }

    private Slot trainable(Parameter parameter, long offset) {
        return new Slot(
                parameter,
                slice(values, parameter, offset),
                slice(working, parameter, offset),
                slice(gradients, parameter, offset));
    }

    private Tensor slice(Tensor arena, Parameter parameter, long offset) {
        Tensor flat = arena.narrow(0, offset, parameter.size());
        List<Integer> s = parameter.shape();
        Tensor shaped = s.size() == 4
                ? flat.view(s.get(0), s.get(2), s.get(3), s.get(1)).permute(0, 3, 1, 2)
                : flat.view(s.stream().mapToLong(Integer::longValue).toArray());
        return owned.keep(shaped);
    }

    Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return slot;
    }

    Iterable<String> names() {
        return slots.keySet();
    }

    /** The trainable parameters, which cover the arrays. */
    List<Range> ranges() {
        return ranges;
    }

    /** The part of the loss that depends only on the values: the sum of l2 times the squared values. */
    double penalty() {
        double sum = 0;
        for (Range range : ranges) {
            if (range.l2() > 0) {
                Tensor piece = values.narrow(0, range.offset(), range.length());
                sum += range.l2() * piece.square().sum().item_float();
            }
        }
        return sum;
    }

    /** All trainable values as one array. */
    Tensor values() {
        return values;
    }

    /** All moving statistics as one array. */
    Tensor statistics() {
        return statistics;
    }

    /** The gradients, in the order of {@link #values()}. */
    Tensor gradients() {
        return gradients;
    }

    /** Brings the bf16 copy up to date with the values. */
    void refreshWorkingCopy() {
        if (copies) {
            working.copy_(values);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}

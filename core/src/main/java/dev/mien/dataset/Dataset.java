package dev.mien.dataset;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.image.GrayImage;
import dev.mien.io.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grey faces of one size with their labels, classes of a {@link LabelSet}. Immutable. A selection, a shuffle or a split
 * is a view of the same pixels. Pixels are unsigned bytes, 0 (black) to 255, row by row; sample {@code i} of a view is
 * row {@link #row} of its source.
 */
public final class Dataset {
    private final String source;
    private final int width;
    private final int height;
    private final Pixels pixels;
    private final LabelSet labelSet;
    private final byte[] labels;
    private final byte @Nullable [] usages;
    private final int[] rows;

    private Dataset(
            String source,
            int width,
            int height,
            Pixels pixels,
            LabelSet labelSet,
            byte[] labels,
            byte @Nullable [] usages,
            int[] rows) {
        this.source = source;
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.labelSet = labelSet;
        this.labels = labels;
        this.usages = usages;
        this.rows = rows;
    }

    /**
     * Takes over the arrays without a copy. It is for readers, which fill them once and keep no reference.
     *
     * @param source where the samples came from, for messages: a file's name
     * @param pixels of {@code n} pictures of {@code width * height} unsigned bytes
     * @param labels {@code n} class indices of the set
     * @param usages {@code n} codes of {@link Usage}, or null if the source has no official split
     */
    static Dataset owning(
            String source,
            int width,
            int height,
            Pixels pixels,
            LabelSet labelSet,
            byte[] labels,
            byte @Nullable [] usages) {
        int n = labels.length;
        if (pixels.count() != n) {
            throw new InvalidInputException(
                    source + ": the pixels of " + pixels.count() + " pictures do not make " + n + " labelled ones");
        }
        if (usages != null && usages.length != n) {
            throw new InvalidInputException(source + ": " + usages.length + " usages for " + n + " pictures");
        }
        for (byte label : labels) {
            labelSet.label(label);
        }
        return new Dataset(
                source,
                width,
                height,
                pixels,
                labelSet,
                labels,
                usages,
                IntStream.range(0, n).toArray());
    }

    /** Copies the arrays. Labels are emotion codes, pixels are row by row. */
    public static Dataset of(String source, int width, int height, byte[] pixels, byte[] labels) {
        return of(source, width, height, pixels, LabelSet.FER2013, labels);
    }

    /** Copies the arrays. Labels are class indices of the set, pixels are row by row. */
    public static Dataset of(String source, int width, int height, byte[] pixels, LabelSet labelSet, byte[] labels) {
        Pixels copied = copied(source, width, height, pixels, labels.length);
        return owning(source, width, height, copied, labelSet, labels.clone(), null);
    }

    private static Pixels copied(String source, int width, int height, byte[] pixels, int n) {
        if (width < 1 || height < 1 || pixels.length != (long) n * width * height) {
            throw new InvalidInputException(source + ": " + pixels.length + " pixel bytes do not make " + n
                    + " pictures of " + width + "x" + height);
        }
        return Pixels.owning(pixels.clone(), width * height);
    }

    /** As {@link #of(String, int, int, byte[], byte[])}, with the official split of each sample. */
    public static Dataset of(String source, int width, int height, byte[] pixels, byte[] labels, Usage[] usages) {
        byte[] codes = new byte[usages.length];
        for (int i = 0; i < usages.length; i++) {
            codes[i] = (byte) usages[i].code();
        }
        Pixels copied = copied(source, width, height, pixels, labels.length);
        return owning(source, width, height, copied, LabelSet.FER2013, labels.clone(), codes);
    }

    /** Where the samples came from, for messages and reports. */
    public String source() {
        return source;
    }

    public int size() {
        return rows.length;
    }

    public boolean isEmpty() {
        return rows.length == 0;
    }

    /** Picture width in pixels. */
    public int width() {
        return width;
    }

    /** Picture height in pixels. */
    public int height() {
        return height;
    }

    /** Number of pixels of one picture. */
    public int pixelsPerSample() {
        return width * height;
    }

    /** The row of sample {@code index} in the source, from 0. It joins the sample to FER+ votes and to predictions. */
    public int row(int index) {
        return rows[index];
    }

    /** Number of rows of the source; this view may hold only some of them. */
    public int sourceRows() {
        return labels.length;
    }

    /** The classes of the labels. */
    public LabelSet labelSet() {
        return labelSet;
    }

    /** Class index of a sample, from 0. */
    public int label(int index) {
        return labels[rows[index]];
    }

    /** Name of a sample's class. */
    public String labelName(int index) {
        return labelSet.label(label(index)).name();
    }

    /**
     * The emotion that a sample's class means.
     *
     * @throws InvalidInputException if {@link Emotion} has no word for the class
     */
    public Emotion emotion(int index) {
        return labelSet.emotion(label(index))
                .orElseThrow(() -> new InvalidInputException("the class '" + labelName(index) + "' of " + source
                        + " is not one of the emotions " + Emotion.names()));
    }

    /** The official split of a sample; empty if the source has no official split. */
    public Optional<Usage> usage(int index) {
        return usages == null ? Optional.empty() : Optional.of(Usage.ofCode(usages[rows[index]]));
    }

    /** Whether the source has an official split. */
    public boolean hasUsages() {
        return usages != null;
    }

    /** One pixel, 0 to 255. */
    public int pixel(int index, int x, int y) {
        return pixels.pixel(rows[index], y * width + x);
    }

    /** Copies the pixels of a sample, {@link #pixelsPerSample()} bytes, into {@code target} from {@code offset}. */
    public void copyPixels(int index, byte[] target, int offset) {
        pixels.copy(rows[index], target, offset);
    }

    /** The picture of a sample. */
    public GrayImage picture(int index) {
        byte[] picture = new byte[width * height];
        copyPixels(index, picture, 0);
        return GrayImage.of(width, height, picture);
    }

    /** Whether two samples have equal pixels. */
    boolean samePixels(int one, int other) {
        return samePixels(one, this, other);
    }

    /** Whether a sample has the same pixels as a sample of another data set with pictures of the same size. */
    boolean samePixels(int one, Dataset data, int other) {
        return pixels.same(rows[one], data.pixels, data.rows[other]);
    }

    /** A hash of a sample's pixels. */
    int pixelHash(int index) {
        return pixels.hash(rows[index]);
    }

    /** Class indices of all samples, a new array. */
    public int[] labels() {
        return IntStream.range(0, size()).map(this::label).toArray();
    }

    /** The label of a sample as a vector with a number for each class: 1 at its class, 0 elsewhere. */
    public float[] oneHot(int index) {
        float[] vector = new float[labelSet.size()];
        vector[label(index)] = 1;
        return vector;
    }

    /** Number of samples of each class, in label order. */
    public int[] classCounts() {
        int[] counts = new int[labelSet.size()];
        for (int row : rows) {
            counts[labels[row]]++;
        }
        return counts;
    }

    /** The samples at these positions of this view, in this order. */
    public Dataset select(int[] indices) {
        return withRows(Arrays.stream(indices).map(i -> rows[i]).toArray());
    }

    /** The samples of one official split, in their order. */
    public Dataset withUsage(Usage usage) {
        return select(IntStream.range(0, size())
                .filter(i -> usage(i).equals(Optional.of(usage)))
                .toArray());
    }

    /** The same samples in a random order that depends on the seed alone (Fisher and Yates). */
    public Dataset shuffled(long seed) {
        int[] order = rows.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return withRows(order);
    }

    /** At most the first {@code count} samples. */
    public Dataset limit(int count) {
        return count >= size() ? this : withRows(Arrays.copyOf(rows, count));
    }

    private Dataset withRows(int[] selected) {
        return new Dataset(source, width, height, pixels, labelSet, labels, usages, selected);
    }

    /**
     * The same samples with classes of another set, without those whose class has no place there. Row numbers stay.
     *
     * @param codes for each class of this set its index in the other, or -1 to leave its samples out
     */
    Dataset relabelled(LabelSet other, int[] codes) {
        byte[] changed = new byte[labels.length];
        for (int row = 0; row < changed.length; row++) {
            changed[row] = (byte) (labels[row] < 0 ? -1 : codes[labels[row]]);
        }
        int[] kept = Arrays.stream(rows).filter(row -> changed[row] >= 0).toArray();
        return new Dataset(source, width, height, pixels, other, changed, usages, kept);
    }

    /**
     * SHA-256, in hexadecimal, over size, labels, official split and pixels of the samples in their order. For other
     * classes than FER2013's it covers their names too.
     */
    public String sha256() {
        Sha256 sum = new Sha256();
        sum.add(ByteBuffer.allocate(12)
                .putInt(size())
                .putInt(width)
                .putInt(height)
                .array());
        if (!labelSet.equals(LabelSet.FER2013)) {
            sum.add(labelSet.text().getBytes(StandardCharsets.UTF_8));
        }
        for (int row : rows) {
            sum.add(labels[row]);
            sum.add(usages == null ? -1 : usages[row]);
            pixels.addTo(sum, row);
        }
        return sum.hex();
    }

    @Override
    public String toString() {
        return source + " (" + size() + " faces of " + width + "x" + height + ")";
    }
}

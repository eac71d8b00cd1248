package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.image.GrayImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Encoded pictures from a source, with class numbers whose meaning is not yet known. */
final class RawFaces {
    /** Side of FER2013's pictures in pixels. */
    static final int SIDE = 48;

    private static final int PIXELS = SIDE * SIDE;

    private final List<Picture> pictures = new ArrayList<>();
    private Optional<LabelOrder> declared = Optional.empty();

    /** @param label the source's number of the class, 0 to 6 */
    private record Picture(String name, byte[] file, int label, Usage usage) {}

    /**
     * Adds a picture.
     *
     * @param name its name in messages
     * @param file its bytes, PNG or JPEG
     */
    void add(String name, byte[] file, long label, Usage usage) {
        if (label < 0 || label >= Emotion.COUNT) {
            throw new NotFer2013Exception("the class of " + name + " is " + label + ", expected 0 to 6");
        }
        pictures.add(new Picture(name, file, (int) label, usage));
    }

    /** Takes the meaning of the numbers from the source itself. */
    void declare(LabelOrder order) {
        if (declared.isPresent() && !declared.get().emotions().equals(order.emotions())) {
            throw new NotFer2013Exception("the source's files do not agree on the order of its classes: "
                    + declared.get().words() + " and " + order.words());
        }
        declared = Optional.of(order);
    }

    /** The possible orders of the numbers: the source's own, or else the orders in use. */
    List<LabelOrder> orders() {
        return declared.map(List::of).orElse(LabelOrder.IN_CIRCULATION);
    }

    int size() {
        return pictures.size();
    }

    /** Counts the pictures of each class number in each part. */
    Map<Usage, int[]> counts() {
        Map<Usage, int[]> counts = new EnumMap<>(Usage.class);
        for (Picture picture : pictures) {
            counts.computeIfAbsent(picture.usage(), usage -> new int[Emotion.COUNT])[picture.label()]++;
        }
        return counts;
    }

    /** Decodes all pictures. The parts follow each other as in the CSV, each in the source's order. */
    Dataset decode(String source, LabelOrder order) {
        List<Picture> sorted = new ArrayList<>();
        for (Usage usage : Usage.values()) {
            pictures.stream().filter(picture -> picture.usage() == usage).forEach(sorted::add);
        }
        byte[] pixels = new byte[Math.multiplyExact(sorted.size(), PIXELS)];
        IntStream.range(0, sorted.size()).parallel().forEach(i -> decode(sorted.get(i), pixels, i * PIXELS));
        byte[] labels = new byte[sorted.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) order.emotions().get(sorted.get(i).label()).code();
        }
        Usage[] usages = sorted.stream().map(Picture::usage).toArray(Usage[]::new);
        return Dataset.of(source, SIDE, SIDE, pixels, labels, usages);
    }

    private static void decode(Picture picture, byte[] pixels, int offset) {
        try {
            GrayImage image = GrayImage.decode(picture.name(), picture.file());
            if (image.width() != SIDE || image.height() != SIDE) {
                throw new NotFer2013Exception(picture.name() + " has " + image.width() + "x" + image.height()
                        + " pixels, expected " + SIDE + "x" + SIDE);
            }
            image.copyPixels(pixels, offset);
        } catch (InvalidInputException e) {
            throw new NotFer2013Exception(e.problem(), e);
        }
    }
}

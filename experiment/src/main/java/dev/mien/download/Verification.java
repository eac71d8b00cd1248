package dev.mien.download;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verified facts about the fetched faces. Their counts are right in each class and part; otherwise there is no
 * verification.
 *
 * @param parts of each official split, in the order of the CSV
 */
public record Verification(Map<Usage, Part> parts) {
    /**
     * One official split.
     *
     * @param counts pictures of each class, in label order
     */
    public record Part(List<Integer> counts, PixelVerdict pixels) {
        public Part {
            counts = List.copyOf(counts);
        }

        /** Pictures of all classes. */
        public int faces() {
            return counts.stream().mapToInt(Integer::intValue).sum();
        }
    }

    public Verification {
        parts = new EnumMap<>(parts);
    }

    @Override
    public Map<Usage, Part> parts() {
        return new EnumMap<>(parts);
    }

    /** Pictures of all parts. */
    public int faces() {
        return parts.values().stream().mapToInt(Part::faces).sum();
    }

    /** Whether the order of the rows is the CSV's, as far as known, so that FER+ can be joined by row number. */
    public boolean inOrder() {
        return parts.values().stream().anyMatch(part -> part.pixels() == PixelVerdict.EQUAL_IN_ORDER)
                && parts.values().stream()
                        .allMatch(part ->
                                part.pixels() == PixelVerdict.EQUAL_IN_ORDER || part.pixels() == PixelVerdict.UNKNOWN);
    }

    /**
     * Compares pixels.
     *
     * @throws NotFer2013Exception if a part's pictures are not the expected ones
     */
    static Verification of(Dataset faces, ExpectedFaces expected) {
        Map<Usage, Part> parts = new EnumMap<>(Usage.class);
        expected.parts().forEach((usage, part) -> {
            Dataset found = faces.withUsage(usage);
            List<Integer> counts = Arrays.stream(found.classCounts()).boxed().toList();
            parts.put(usage, new Part(counts, pixels(usage, found, part.pixels())));
        });
        return new Verification(parts);
    }

    private static PixelVerdict pixels(Usage usage, Dataset faces, Optional<PixelFingerprint> expected) {
        if (expected.isEmpty()) {
            return PixelVerdict.UNKNOWN;
        }
        PixelFingerprint found = PixelFingerprint.of(faces);
        if (found.ordered().equals(expected.get().ordered())) {
            return PixelVerdict.EQUAL_IN_ORDER;
        }
        if (found.unordered().equals(expected.get().unordered())) {
            return PixelVerdict.EQUAL;
        }
        if (found.isNear(expected.get())) {
            return PixelVerdict.RECODED;
        }
        throw new NotFer2013Exception(
                "the " + usage.label() + " pictures are not FER2013's: the SHA-256 of their pixels is "
                        + found.unordered() + ", expected " + expected.get().unordered()
                        + ", and the mean grey levels of the classes are " + rounded(found.means()) + ", expected "
                        + rounded(expected.get().means()));
    }

    private static List<Double> rounded(List<Double> values) {
        return values.stream().map(value -> Math.round(value * 100) / 100.0).toList();
    }
}

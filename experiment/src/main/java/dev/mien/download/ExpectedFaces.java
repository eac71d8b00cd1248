package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.dataset.Usage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The expected content of a data set.
 *
 * @param parts for each official split
 */
record ExpectedFaces(Map<Usage, Part> parts) {
    /**
     * FER2013 as in Kaggle's {@code fer2013.csv}. The counts of the whole are from Goodfellow et al.,
     * <a href="https://arxiv.org/abs/1307.0414">arXiv 1307.0414</a>; those of Training and PublicTest, and the
     * fingerprints, were computed from the CSV. The rest of the whole gives those of PrivateTest.
     */
    static final ExpectedFaces FER2013 = new ExpectedFaces(Map.of(
            Usage.TRAINING,
            new Part(
                    List.of(3995, 436, 4097, 7215, 4830, 3171, 4965),
                    Optional.of(new PixelFingerprint(
                            "00900179a1e976501bf6a98c7c25abd0d59de401323ce7df994393a4c4440ae5",
                            "18845884139b6396bc5a54d2d34bba6670bd8e896d929e98d820d6f3e2b618b1",
                            List.of(126.2326, 135.2266, 135.5201, 129.4347, 121.2749, 146.2623, 123.9001),
                            List.of(65.1725, 63.3912, 64.9806, 63.3572, 64.8508, 64.9141, 65.2825)))),
            Usage.PUBLIC_TEST,
            new Part(
                    List.of(467, 56, 496, 895, 653, 415, 607),
                    Optional.of(new PixelFingerprint(
                            "cca9c868aafa7f700509ca97cf46aac1c211b624747b64dfd6fcd3e7b298fed1",
                            "567f136d55a50b0eccedbd9f9fad8cbd5aeddb22b589c72bfa40229ef586ce61",
                            List.of(127.0561, 135.8452, 135.3146, 127.6115, 120.1573, 146.4122, 124.2478),
                            List.of(66.2665, 58.7969, 65.2258, 63.0687, 63.4488, 65.0929, 66.0499)))),
            Usage.PRIVATE_TEST,
            new Part(List.of(491, 55, 528, 879, 594, 416, 626), Optional.empty())));

    ExpectedFaces {
        parts = Map.copyOf(parts);
    }

    /**
     * One official split.
     *
     * @param counts pictures of each class, in label order
     * @param pixels fingerprint of the pictures, if known
     */
    record Part(List<Integer> counts, Optional<PixelFingerprint> pixels) {
        Part {
            counts = List.copyOf(counts);
        }
    }

    /** The same with both tests joined in PrivateTest. */
    ExpectedFaces withTestsJoined() {
        List<List<Integer>> tests = parts.entrySet().stream()
                .filter(part -> part.getKey() != Usage.TRAINING)
                .map(part -> part.getValue().counts())
                .toList();
        List<Integer> sums = IntStream.range(0, Emotion.COUNT)
                .mapToObj(c -> tests.stream().mapToInt(counts -> counts.get(c)).sum())
                .toList();
        Map<Usage, Part> joined = new EnumMap<>(parts);
        joined.remove(Usage.PUBLIC_TEST);
        joined.put(Usage.PRIVATE_TEST, new Part(sums, Optional.empty()));
        return new ExpectedFaces(joined);
    }

    /**
     * The order of class numbers under which a source's counts are as expected. This shows the meaning of the numbers,
     * because no two classes of a part have the same count.
     *
     * @throws NotFer2013Exception if no order fits; the message has the counts and the expected counts
     */
    LabelOrder orderOf(RawFaces faces) {
        Map<Usage, List<Integer>> wanted = new EnumMap<>(Usage.class);
        parts.forEach((usage, part) -> wanted.put(usage, part.counts()));
        List<LabelOrder> orders = faces.orders();
        return orders.stream()
                .filter(order -> inLabelOrder(order, faces.counts()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFer2013Exception("these are not FER2013's faces: the counts of "
                        + Emotion.names() + " are "
                        + orders.stream()
                                .map(order -> text(inLabelOrder(order, faces.counts()))
                                        + " if the source's numbers are " + order.words())
                                .collect(Collectors.joining(", or "))
                        + "; expected " + text(wanted)));
    }

    private static Map<Usage, List<Integer>> inLabelOrder(LabelOrder order, Map<Usage, int[]> counts) {
        Map<Usage, List<Integer>> sorted = new EnumMap<>(Usage.class);
        counts.forEach((usage, numbers) -> sorted.put(
                usage,
                Emotion.all().stream()
                        .map(emotion -> numbers[order.emotions().indexOf(emotion)])
                        .toList()));
        return sorted;
    }

    private static String text(Map<Usage, List<Integer>> counts) {
        return counts.entrySet().stream()
                .map(part -> part.getKey().label() + " " + part.getValue())
                .collect(Collectors.joining(" "));
    }
}

package dev.mien.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn faces, and what was done to some of them. */
class AuditTest {
    private static final int SIDE = SyntheticFaces.SIDE;
    private static final int DRAWN = 420;
    private static final Dataset FACES = SyntheticFaces.draw(DRAWN, 11);

    @TempDir
    private Path folder;

    /** The drawn faces, then others. */
    private static final class Builder {
        private final List<byte[]> pictures = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final List<Usage> usages = new ArrayList<>();

        Builder() {
            for (int i = 0; i < DRAWN; i++) {
                add(pixels(i), FACES.label(i), Usage.TRAINING);
            }
        }

        Builder add(byte[] pixels, int label, Usage usage) {
            pictures.add(pixels);
            labels.add(label);
            usages.add(usage);
            return this;
        }

        Dataset build() {
            byte[] all = new byte[pictures.size() * SIDE * SIDE];
            byte[] codes = new byte[pictures.size()];
            for (int i = 0; i < codes.length; i++) {
                System.arraycopy(pictures.get(i), 0, all, i * SIDE * SIDE, SIDE * SIDE);
                codes[i] = labels.get(i).byteValue();
            }
            return Dataset.of("faces", SIDE, SIDE, all, codes, usages.toArray(Usage[]::new));
        }
    }

    private static byte[] pixels(int index) {
        byte[] pixels = new byte[SIDE * SIDE];
        FACES.copyPixels(index, pixels, 0);
        return pixels;
    }

    /** Moves the content, repeating the border. */
    private static byte[] changed(byte[] pixels, boolean mirrored, int dx, int dy, int brightness) {
        byte[] changed = new byte[pixels.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int fromX = Math.max(0, Math.min(SIDE - 1, x - dx));
                int fromY = Math.max(0, Math.min(SIDE - 1, y - dy));
                int gray = pixels[fromY * SIDE + (mirrored ? SIDE - 1 - fromX : fromX)] & 0xff;
                changed[y * SIDE + x] = (byte) Math.max(0, Math.min(255, gray + brightness));
            }
        }
        return changed;
    }

    private static byte[] throughJpeg(byte[] pixels, float quality) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, SIDE, SIDE, pixels);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        }
        writer.dispose();
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        byte[] result = new byte[SIDE * SIDE];
        decoded.getRaster().getDataElements(0, 0, SIDE, SIDE, result);
        return result;
    }

    private static Finding finding(Audit audit, FindingKind kind) {
        return audit.finding(kind).orElseThrow();
    }

    @Test
    void differentFacesAreNoCopies() {
        Audit audit = Audit.of(SyntheticFaces.draw(1_000, 3));
        assertThat(audit.nearCopies()).isEmpty();
        assertThat(audit.findings().values()).allMatch(finding -> finding.count() == 0);
        assertThat(audit.finding(FindingKind.LEAK)).isEmpty();
        assertThat(audit.agreement()).isEmpty();
    }

    @Test
    void eachChangeIsFoundAndNamed() throws IOException {
        Audit audit = Audit.of(new Builder()
                .add(changed(pixels(0), true, 0, 0, 0), 0, Usage.TRAINING)
                .add(changed(pixels(1), false, 0, 0, 25), 1, Usage.TRAINING)
                .add(throughJpeg(pixels(2), 0.75f), 2, Usage.TRAINING)
                .add(changed(pixels(3), false, 2, -1, 0), 3, Usage.TRAINING)
                .add(changed(pixels(4), true, -1, 2, -20), 4, Usage.TRAINING)
                .build());
        assertThat(audit.nearCopies().stream().map(copy -> copy.first() + " " + copy.second() + " " + copy.change()))
                .containsExactly(
                        "0 420 mirrored",
                        "1 421 brightness",
                        "2 422 encoded again",
                        "3 423 shifted",
                        "4 424 mirrored, shifted, brightness");
        NearCopy shifted = audit.nearCopies().get(3);
        assertThat(List.of(shifted.shiftX(), shifted.shiftY())).containsExactly(-2, 1);
        assertThat(shifted.correlation()).isCloseTo(1, within(0.05));
        assertThat(audit.nearCopies().get(1).brightness()).isCloseTo(25, within(3.0));
        assertThat(finding(audit, FindingKind.NEAR_COPY).count()).isEqualTo(10);
        assertThat(finding(audit, FindingKind.COPY).count()).isZero();
    }

    /** Of every face one change: few may be missed, and none may be taken for another's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void nearlyAllCopiesAreFoundAndNoOthers(int change) throws IOException {
        Builder builder = new Builder();
        for (int i = 0; i < DRAWN; i++) {
            byte[] copy = pixels(i);
            switch (change) {
                case 0 -> copy = changed(copy, true, 0, 0, 0);
                case 1 -> copy = changed(copy, false, i % 5 - 2, i / 5 % 5 - 2, 3);
                case 2 -> copy = changed(copy, true, i % 5 - 2, i / 5 % 5 - 2, 0);
                case 3 -> copy = changed(copy, false, 0, 0, i % 2 == 0 ? 20 : -20);
                default -> copy = throughJpeg(copy, 0.75f);
            }
            builder.add(copy, FACES.label(i), Usage.TRAINING);
        }
        List<NearCopy> found = Audit.of(builder.build()).nearCopies();
        assertThat(found).allMatch(copy -> copy.second() == copy.first() + DRAWN);
        assertThat(found).hasSizeGreaterThan(DRAWN * 97 / 100);
    }

    @Test
    void copiesLeakAndContradict() {
        int angry = Emotion.ANGRY.code();
        Audit audit = Audit.of(new Builder()
                .add(pixels(0), angry, Usage.PUBLIC_TEST)
                .add(pixels(1), FACES.label(2), Usage.TRAINING)
                .add(changed(pixels(7), true, 0, 0, 0), FACES.label(7), Usage.PRIVATE_TEST)
                .add(changed(pixels(9), false, 1, 0, 0), FACES.label(10), Usage.TRAINING)
                .build());
        assertThat(finding(audit, FindingKind.COPY).groups()).containsExactly(List.of(0, 420), List.of(1, 421));
        assertThat(finding(audit, FindingKind.LEAK).pictures()).containsExactly(420);
        assertThat(finding(audit, FindingKind.CONFLICT).groups()).containsExactly(List.of(1, 421));
        assertThat(finding(audit, FindingKind.NEAR_COPY).groups()).containsExactly(List.of(7, 422), List.of(9, 423));
        assertThat(finding(audit, FindingKind.NEAR_LEAK).pictures()).containsExactly(422);
        assertThat(finding(audit, FindingKind.NEAR_CONFLICT).pictures()).containsExactly(9, 423);
    }

    @Test
    void emptyPicturesAreNoNearCopies() {
        byte[] nearlyBlack = new byte[SIDE * SIDE];
        nearlyBlack[100] = 60;
        byte[] another = nearlyBlack.clone();
        another[101] = 61;
        Audit audit = Audit.of(new Builder()
                .add(new byte[SIDE * SIDE], 0, Usage.TRAINING)
                .add(nearlyBlack, 0, Usage.TRAINING)
                .add(another, 0, Usage.TRAINING)
                .build());
        assertThat(finding(audit, FindingKind.BLANK).pictures()).containsExactly(420);
        assertThat(finding(audit, FindingKind.FLAT).pictures()).containsExactly(421, 422);
        assertThat(audit.nearCopies()).isEmpty();
    }

    @Test
    void picturesTooSmallForBlocksAreComparedExactlyAlone() {
        Audit audit = Audit.of(Dataset.of("dots", 2, 1, new byte[] {0, 9, 0, 9, 50, 99}, new byte[3]));
        assertThat(finding(audit, FindingKind.COPY).groups()).containsExactly(List.of(0, 1));
        assertThat(audit.nearCopies()).isEmpty();
    }

    @Test
    void cleaningKeepsOneOfEachGroupAndCountsTheFirstReason() {
        Audit audit = Audit.of(new Builder()
                .add(pixels(0), FACES.label(0), Usage.PUBLIC_TEST)
                .add(pixels(0), FACES.label(0), Usage.PRIVATE_TEST)
                .add(changed(pixels(0), true, 0, 0, 0), FACES.label(0), Usage.PRIVATE_TEST)
                .add(pixels(1), FACES.label(2), Usage.PUBLIC_TEST)
                .add(new byte[SIDE * SIDE], 0, Usage.TRAINING)
                .add(new byte[SIDE * SIDE], 1, Usage.TRAINING)
                .build());
        Cleaning cleaning = Cleaning.of(audit);
        assertThat(cleaning.removed().toString()).isEqualTo("{COPY=2, CONFLICT=2, NEAR_COPY=1, BLANK=2}");
        assertThat(cleaning.kept())
                .doesNotContain(0, 1, 420, 422, 423, 424, 425)
                .contains(2, 421)
                .hasSize(426 - cleaning.removedCount());
        Dataset left =
                audit.data().select(cleaning.kept().stream().mapToInt(i -> i).toArray());
        assertThat(Audit.of(left).findings().values()).allMatch(finding -> finding.count() == 0);
    }

    /** A picture in all three parts and twice in the last; another with two labels; a blank one. */
    @Test
    void testsCanBeKeptWhole() {
        Audit audit = Audit.of(new Builder()
                .add(pixels(0), FACES.label(0), Usage.PUBLIC_TEST)
                .add(pixels(0), FACES.label(0), Usage.PRIVATE_TEST)
                .add(pixels(0), FACES.label(0), Usage.PRIVATE_TEST)
                .add(pixels(1), FACES.label(2), Usage.PUBLIC_TEST)
                .add(new byte[SIDE * SIDE], 0, Usage.PRIVATE_TEST)
                .add(new byte[SIDE * SIDE], 0, Usage.TRAINING)
                .build());
        Cleaning whole = Cleaning.of(audit, new CleaningPlan(CleaningPlan.USUAL.kinds(), true));
        assertThat(whole.removed().toString()).isEqualTo("{COPY=1, CONFLICT=1, BLANK=1}");
        assertThat(whole.kept())
                .contains(420, 421, 422, 423, 424)
                .doesNotContain(0, 1, 425)
                .hasSize(423);
        Cleaning leaks = Cleaning.of(audit, new CleaningPlan(Set.of(FindingKind.LEAK), false));
        assertThat(leaks.kept()).doesNotContain(420, 421, 422, 423, 424).contains(0, 1, 425);
    }

    @Test
    void votesSayWhatIsNoFaceAndHowFarLabelsAgree() throws IOException {
        StringBuilder text = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        String[] votes = {"0,0,0,0,0,0,0,0,0,10", "0,0,0,0,3,0,0,0,6,1", "0,0,0,0,0,0,9,1,0,0", "9,0,0,0,1,0,0,0,0,0"};
        for (int i = 0; i < DRAWN; i++) {
            String vote = i < 3
                    ? votes[i]
                    : switch (FACES.emotion(i)) {
                        case SAD -> "0,0,1,9,0,0,0,0,0,0";
                        case SURPRISE -> "0,0,9,1,0,0,0,0,0,0";
                        default -> votes[3];
                    };
            text.append("Training,,").append(vote).append('\n');
        }
        FerPlus ferPlus = FerPlus.read(Files.writeString(folder.resolve("votes.csv"), text));
        Audit audit = Audit.of(FACES, ferPlus);
        assertThat(finding(audit, FindingKind.NOT_A_FACE).pictures()).containsExactly(0);
        assertThat(finding(audit, FindingKind.UNKNOWN).pictures()).containsExactly(1);
        FerPlusAgreement agreement = audit.agreement().orElseThrow();
        assertThat(agreement.n()).isEqualTo(DRAWN - 2);
        assertThat(agreement.share()).isEqualTo((1 + 3 * DRAWN / 7) / (double) (DRAWN - 2));
        assertThat(agreement.share(Emotion.NEUTRAL)).isEqualTo(1);
        assertThat(agreement.share(Emotion.HAPPY)).isZero();
    }

    @Test
    void votesOnOtherRowsAreRefused() throws IOException {
        FerPlus one = FerPlus.read(Files.writeString(
                folder.resolve("votes.csv"),
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
                        + "Training,,9,1,0,0,0,0,0,0,0,0\n"));
        assertThatThrownBy(() -> Audit.of(FACES, one))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("votes.csv has 1 rows, drawn faces has 420");
    }

    /** Where all pictures are alike, each meets a fixed number of others, and still all end in one group. */
    @Test
    void manyAlikeAreJoinedWithoutComparingAllPairs() {
        int count = 300;
        byte[] all = new byte[count * SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels(5), 0, all, i * SIDE * SIDE, SIDE * SIDE);
            all[i * SIDE * SIDE + i] ^= 8;
        }
        Audit audit = Audit.of(Dataset.of("alike", SIDE, SIDE, all, new byte[count]));
        assertThat(finding(audit, FindingKind.NEAR_COPY).groups()).hasSize(1);
        assertThat(finding(audit, FindingKind.NEAR_COPY).count()).isEqualTo(count);
        assertThat(audit.nearCopies().size()).isLessThan(count * (count - 1) / 2 / 2);
    }

    @Test
    void aTableGivesTheNextPicturesFirstAndNoMoreThanAsked() {
        int[] hashes = new int[10 * BlockHash.TABLES];
        IntStream.of(2, 5).forEach(i -> hashes[i * BlockHash.TABLES] = 77);
        HashTable table = new HashTable(hashes, 0);
        int[] found = new int[4];
        assertThat(table.find(0, 6, found)).isEqualTo(4);
        assertThat(found).containsExactly(7, 8, 9, 0);
        assertThat(table.find(77, 3, found)).isEqualTo(2);
        assertThat(found).startsWith(5, 2);
        assertThat(table.find(78, 3, found)).isZero();
    }

    @Test
    void aNameThatIsNoFindingIsRefused() {
        assertThat(FindingKind.parse("Near-Copy")).isEqualTo(FindingKind.NEAR_COPY);
        assertThatThrownBy(() -> FindingKind.parse("leaks"))
                .hasMessage("an audit has no finding 'leaks', expected some of copy, leak, conflict, near-copy,"
                        + " near-leak, near-conflict, blank, flat, not-a-face, unknown, disputed");
    }
}

package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.FileServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * FER2013 itself, where {@code MIEN_FER2013} names its CSV; PrivateTest is replaced by drawn faces of the same counts,
 * since its pixels are not compared.
 */
@EnabledIfEnvironmentVariable(named = "MIEN_FER2013", matches = ".+")
class WholeFer2013Test {
    @TempDir
    private Path folder;

    private static Dataset faces() {
        Dataset csv = Fer2013Csv.read(Path.of(System.getenv("MIEN_FER2013")));
        List<Dataset> known = List.of(csv.withUsage(Usage.TRAINING), csv.withUsage(Usage.PUBLIC_TEST));
        List<Emotion> drawn = new ArrayList<>();
        List<Integer> counts =
                ExpectedFaces.FER2013.parts().get(Usage.PRIVATE_TEST).counts();
        for (Emotion emotion : Emotion.all()) {
            for (int i = 0; i < counts.get(emotion.code()); i++) {
                drawn.add(emotion);
            }
        }
        int n = SyntheticFaces.SIDE * SyntheticFaces.SIDE;
        int size = known.stream().mapToInt(Dataset::size).sum() + drawn.size();
        byte[] pixels = new byte[size * n];
        byte[] labels = new byte[size];
        Usage[] usages = new Usage[size];
        int next = 0;
        for (Dataset part : known) {
            for (int i = 0; i < part.size(); i++, next++) {
                part.copyPixels(i, pixels, next * n);
                labels[next] = (byte) part.label(i);
                usages[next] = part.usage(i).orElseThrow();
            }
        }
        for (Emotion emotion : drawn) {
            System.arraycopy(SyntheticFaces.drawImage(emotion, next, SyntheticFaces.SIDE), 0, pixels, next * n, n);
            labels[next] = (byte) emotion.code();
            usages[next++] = Usage.PRIVATE_TEST;
        }
        return Dataset.of("FER2013", SyntheticFaces.SIDE, SyntheticFaces.SIDE, pixels, labels, usages);
    }

    @Test
    void losslessPicturesGiveTheCsvBack() throws IOException {
        Dataset faces = faces();
        Path file = folder.resolve("fer2013.csv.gz");
        try (FileServer server = new FileServer()) {
            DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, faces, folder);
            DownloadResult result = new Fer2013Download()
                    .run(
                            new Fer2013Download.Request(
                                    Fer2013Source.HUGGINGFACE, Optional.of(server.address("/")), file, false),
                            TransferListener.SILENT);
            assertThat(result.verification().inOrder()).isTrue();
        }
        assertThat(Fer2013Csv.read(file).sha256()).isEqualTo(faces.sha256());
    }

    /** What JPEG moves, and how far from the tolerance that is. */
    @Test
    void picturesThroughJpegAreKnownByTheirGreyLevels() {
        Dataset faces = faces();
        for (float quality : new float[] {0.75f, 0.95f}) {
            RawFaces raw = new RawFaces();
            for (int i = 0; i < faces.size(); i++) {
                raw.add(
                        "face " + i,
                        DrawnFer2013.jpeg(faces, i, quality),
                        faces.label(i),
                        faces.usage(i).orElseThrow());
            }
            Dataset recoded = raw.decode("JPEG", ExpectedFaces.FER2013.orderOf(raw));
            PixelFingerprint print = PixelFingerprint.of(recoded.withUsage(Usage.PUBLIC_TEST));
            PixelFingerprint exact = ExpectedFaces.FER2013
                    .parts()
                    .get(Usage.PUBLIC_TEST)
                    .pixels()
                    .orElseThrow();
            for (int c = 0; c < Emotion.COUNT; c++) {
                assertThat(Math.abs(print.means().get(c) - exact.means().get(c)))
                        .isLessThan(0.1);
                assertThat(Math.abs(
                                print.deviations().get(c) - exact.deviations().get(c)))
                        .isLessThan(0.25);
            }
            assertThat(Verification.of(recoded, ExpectedFaces.FER2013)
                            .parts()
                            .get(Usage.TRAINING)
                            .pixels())
                    .isEqualTo(PixelVerdict.RECODED);
        }
    }
}

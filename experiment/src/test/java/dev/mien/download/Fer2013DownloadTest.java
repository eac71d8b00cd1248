package dev.mien.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.Usage;
import dev.mien.io.WriteFailedException;
import dev.mien.testing.FileServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole downloads, from a server that has drawn faces in the sources' forms at the sources' paths. */
class Fer2013DownloadTest {
    private static final Dataset FACES = DrawnFer2013.faces();

    @TempDir
    private Path folder;

    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DownloadResult download(Fer2013Source source, Path file, boolean replace) {
        return DrawnFer2013.download(FACES)
                .run(
                        new Fer2013Download.Request(source, Optional.of(server.address("/")), file, replace),
                        TransferListener.SILENT);
    }

    private static List<PixelVerdict> verdicts(DownloadResult result) {
        return result.verification().parts().values().stream()
                .map(Verification.Part::pixels)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"faces.csv", "new/faces.csv.gz"})
    void theParquetSourceGivesTheCsvPixelForPixelInItsOrder(String name) throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        Path file = folder.resolve(name);
        DownloadResult result = download(Fer2013Source.HUGGINGFACE, file, false);
        assertThat(Fer2013Csv.read(file).sha256()).isEqualTo(FACES.sha256());
        assertThat(verdicts(result))
                .containsExactly(PixelVerdict.EQUAL_IN_ORDER, PixelVerdict.EQUAL_IN_ORDER, PixelVerdict.UNKNOWN);
        assertThat(result.verification().inOrder()).isTrue();
        assertThat(result.verification().faces()).isEqualTo(FACES.size());
        assertThat(result.bytes()).isEqualTo(Files.size(file));
        assertThat(folder.resolve(name + ".huggingface")).doesNotExist();
        assertThat(Files.readAllBytes(file))
                .startsWith(
                        name.endsWith("gz")
                                ? new byte[] {0x1f, (byte) 0x8b}
                                : "emotion,pixels,Usage\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anotherOrderOfRowsIsToldFromTheCsvs() throws IOException {
        Dataset shuffled = FACES.shuffled(4);
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, shuffled, folder);
        DownloadResult result = download(Fer2013Source.HUGGINGFACE, folder.resolve("faces.csv"), false);
        assertThat(verdicts(result)).containsExactly(PixelVerdict.EQUAL, PixelVerdict.EQUAL, PixelVerdict.UNKNOWN);
        assertThat(result.verification().inOrder()).isFalse();
    }

    @Test
    void kagglesPicturesAreCloseAndTheirNamesKeepTheTestsApart() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.KAGGLE, FACES, folder);
        Path file = folder.resolve("faces.csv");
        DownloadResult result = download(Fer2013Source.KAGGLE, file, false);
        assertThat(verdicts(result)).containsExactly(PixelVerdict.RECODED, PixelVerdict.RECODED, PixelVerdict.UNKNOWN);
        Dataset read = Fer2013Csv.read(file);
        for (Usage usage : Usage.values()) {
            assertThat(read.withUsage(usage).classCounts())
                    .containsExactly(FACES.withUsage(usage).classCounts());
        }
    }

    @Test
    void theWebdatasetsNumbersAreTranslatedAndItsTestsAreOne() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.WEBDATASET, FACES, folder);
        Path file = folder.resolve("faces.csv");
        DownloadResult result = download(Fer2013Source.WEBDATASET, file, false);
        assertThat(result.numbering())
                .containsExactly("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise");
        Dataset read = Fer2013Csv.read(file);
        assertThat(read.labels()).containsExactly(FACES.labels());
        assertThat(read.withUsage(Usage.PUBLIC_TEST).isEmpty()).isTrue();
        assertThat(result.verification().parts().keySet()).containsExactly(Usage.TRAINING, Usage.PRIVATE_TEST);
    }

    private void serveParquet(Dataset training, LabelOrder order) throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        for (RemoteFile file : Fer2013Source.HUGGINGFACE.files()) {
            Usage usage = file.name().startsWith("train")
                    ? Usage.TRAINING
                    : file.name().startsWith("public") ? Usage.PUBLIC_TEST : Usage.PRIVATE_TEST;
            Dataset part = usage == Usage.TRAINING ? training : FACES.withUsage(usage);
            server.with(file.address().getPath(), DrawnFer2013.parquet(part, order, folder));
        }
    }

    @Test
    void anOrderOfNumbersThatNobodyDeclaredIsFoundByTheCounts() throws IOException {
        serveParquet(FACES.withUsage(Usage.TRAINING), LabelOrder.FOLDERS);
        Path file = folder.resolve("faces.csv");
        assertThat(download(Fer2013Source.HUGGINGFACE, file, false).numbering())
                .startsWith("angry", "disgust", "fear", "happy", "neutral");
        assertThat(Fer2013Csv.read(file).sha256()).isEqualTo(FACES.sha256());
    }

    @Test
    void aMissingFaceIsNoticedAndNothingIsWritten() throws IOException {
        Dataset training = FACES.withUsage(Usage.TRAINING);
        serveParquet(training.limit(training.size() - 1), LabelOrder.CSV);
        Path file = folder.resolve("faces.csv");
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, file, false))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("these are not FER2013's faces")
                .hasMessageContaining("Training [6, 2, 7, 8, 5, 3, 8]")
                .hasMessageContaining("expected Training [6, 2, 7, 9, 5, 3, 8]")
                .hasMessageContaining("kept in " + folder.resolve("faces.csv.huggingface"))
                .hasMessageEndingWith(". Set the source to kaggle, or set the source to webdataset");
        assertThat(file).doesNotExist();
    }

    @Test
    void otherPicturesWithTheRightCountsAreRefused() throws IOException {
        Dataset training = FACES.withUsage(Usage.TRAINING);
        byte[] pixels = new byte[training.size() * training.pixelsPerSample()];
        byte[] labels = new byte[training.size()];
        for (int i = 0; i < labels.length; i++) {
            training.copyPixels(i, pixels, i * training.pixelsPerSample());
            labels[i] = (byte) training.label(i);
        }
        Arrays.fill(pixels, 0, training.pixelsPerSample(), (byte) 255);
        serveParquet(Dataset.of("changed", 48, 48, pixels, labels), LabelOrder.CSV);
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, folder.resolve("faces.csv"), false))
                .isInstanceOf(NotFer2013Exception.class)
                .hasMessageContaining("the Training pictures are not FER2013's: the SHA-256 of their pixels is ")
                .hasMessageContaining(
                        "expected " + PixelFingerprint.of(training).unordered())
                .hasMessageContaining("No CSV was written");
    }

    @Test
    void aFailureNamesAllFilesThatAreToBeFetchedByHand() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        List<RemoteFile> files = Fer2013Source.HUGGINGFACE.files();
        server.next(files.get(1).address().getPath(), FileServer.status(403));
        Path parts = folder.resolve("faces.csv.huggingface");
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, folder.resolve("faces.csv"), false))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("save it as " + parts.resolve(files.get(1).name()))
                .hasMessageEndingWith(". Also missing: "
                        + server.address(files.get(2).address().getPath()) + " as "
                        + parts.resolve(files.get(2).name()) + ". Choose another source");
    }

    @Test
    void aSecondCallFetchesOnlyWhatIsMissing() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        String last = Fer2013Source.HUGGINGFACE.files().get(2).address().getPath();
        server.next(last, FileServer.status(503), FileServer.status(503));
        Path file = folder.resolve("faces.csv");
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, file, false))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("status 503")
                .hasMessageContaining("save it as " + folder.resolve("faces.csv.huggingface"));
        int before = server.requests().size();
        download(Fer2013Source.HUGGINGFACE, file, false);
        assertThat(server.requests().subList(before, server.requests().size())).containsExactly(last);
    }

    @Test
    void aFileThatIsThereIsReplacedOnRequestOnly() throws IOException {
        DrawnFer2013.serve(server, Fer2013Source.HUGGINGFACE, FACES, folder);
        Path file = Files.writeString(folder.resolve("faces.csv"), "mine");
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, file, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(file + " exists already")
                .hasMessageEndingWith(". Choose another output, or turn on overwriting");
        assertThat(server.requests()).isEmpty();
        assertThat(file).hasContent("mine");
        download(Fer2013Source.HUGGINGFACE, file, true);
        assertThat(Fer2013Csv.read(file).size()).isEqualTo(FACES.size());
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, folder, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void twoDownloadsToOnePlaceKeepOutOfEachOthersWay() {
        Path file = folder.resolve("faces.csv");
        try (DownloadFolder first = DownloadFolder.open(file, Fer2013Source.HUGGINGFACE)) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, file, false))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("another download is at work in " + first.path());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        assertThatThrownBy(() -> download(Fer2013Source.HUGGINGFACE, blocked.resolve("faces.csv"), false))
                .isInstanceOf(WriteFailedException.class)
                .hasMessageContaining("cannot write into " + blocked)
                .hasMessageEndingWith(". Choose another output");
    }

    @ParameterizedTest
    @EnumSource(Fer2013Source.class)
    void addressesAreTheSourcesOwn(Fer2013Source source) {
        assertThat(source.files()).allSatisfy(file -> {
            assertThat(file.address().toString()).startsWith("https://");
            assertThat(file.name()).matches("[A-Za-z0-9.-]+");
            assertThat(file.on(URI.create("http://localhost:1")).address())
                    .hasScheme("http")
                    .hasPort(1)
                    .hasPath(file.address().getPath());
        });
        assertThat(source.files().stream().map(RemoteFile::name)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsExpectedOfFer2013AddsUp() {
        int[] whole = {4953, 547, 5121, 8989, 6077, 4002, 6198};
        assertThat(IntStream.range(0, 7)
                        .map(c -> ExpectedFaces.FER2013.parts().values().stream()
                                .mapToInt(part -> part.counts().get(c))
                                .sum()))
                .containsExactly(Arrays.stream(whole).boxed().toArray(Integer[]::new));
        ExpectedFaces.FER2013.parts().forEach((usage, part) -> {
            assertThat(part.counts()).doesNotHaveDuplicates();
            assertThat(part.counts().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(usage == Usage.TRAINING ? 28_709 : 3_589);
        });
        assertThat(ExpectedFaces.FER2013
                        .withTestsJoined()
                        .parts()
                        .get(Usage.PRIVATE_TEST)
                        .counts())
                .containsExactly(958, 111, 1024, 1774, 1247, 831, 1233);
    }

    /** The hash's definition, written out by hand for two pictures. */
    @Test
    void theFingerprintIsAsDefined() throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] one = sha.digest(new byte[] {3, 10, 20});
        byte[] two = sha.digest(new byte[] {0, 30, (byte) 200});
        byte[][] sorted = {one, two};
        Arrays.sort(sorted, Arrays::compareUnsigned);
        PixelFingerprint print =
                PixelFingerprint.of(Dataset.of("two", 2, 1, new byte[] {10, 20, 30, (byte) 200}, new byte[] {3, 0}));
        sha.update(sorted[0]);
        assertThat(print.unordered()).isEqualTo(HexFormat.of().formatHex(sha.digest(sorted[1])));
        sha.update(one);
        assertThat(print.ordered()).isEqualTo(HexFormat.of().formatHex(sha.digest(two)));
        assertThat(print.means()).containsExactly(115.0, 0.0, 0.0, 15.0, 0.0, 0.0, 0.0);
        assertThat(print.deviations()).containsExactly(85.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0);
    }
}

package dev.mien.download;

import com.jerolba.carpet.CarpetParquetWriter;
import com.jerolba.carpet.io.FileSystemOutputFile;
import dev.mien.Emotion;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/** A small data set of drawn faces with official splits, in the forms in which FER2013 is offered. */
public final class DrawnFer2013 {
    private static final Map<Usage, List<Integer>> COUNTS = Map.of(
            Usage.TRAINING, List.of(6, 2, 7, 9, 5, 3, 8),
            Usage.PUBLIC_TEST, List.of(2, 1, 3, 7, 5, 4, 6),
            Usage.PRIVATE_TEST, List.of(3, 1, 2, 6, 4, 5, 7));

    private DrawnFer2013() {}

    /** As {@code datasets} writes a picture. */
    public record Image(Binary bytes, String path) {}

    /** As {@code datasets} writes a labelled picture. */
    public record Row(Image image, long label) {}

    /** Classes and parts mixed, so that order matters. */
    public static Dataset faces() {
        List<Emotion> emotions = new ArrayList<>();
        List<Usage> usages = new ArrayList<>();
        for (Usage usage : Usage.values()) {
            for (int round = 0; round < 9; round++) {
                for (Emotion emotion : Emotion.all()) {
                    if (COUNTS.get(usage).get(emotion.code()) > round) {
                        emotions.add(emotion);
                        usages.add(usage);
                    }
                }
            }
        }
        int n = SyntheticFaces.SIDE * SyntheticFaces.SIDE;
        byte[] pixels = new byte[emotions.size() * n];
        byte[] labels = new byte[emotions.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) emotions.get(i).code();
            System.arraycopy(SyntheticFaces.drawImage(emotions.get(i), i, SyntheticFaces.SIDE), 0, pixels, i * n, n);
        }
        return Dataset.of(
                "drawn", SyntheticFaces.SIDE, SyntheticFaces.SIDE, pixels, labels, usages.toArray(Usage[]::new));
    }

    /** What is expected of these faces; of PrivateTest, as of FER2013's, counts only. */
    static ExpectedFaces expected(Dataset faces) {
        Map<Usage, ExpectedFaces.Part> parts = new EnumMap<>(Usage.class);
        COUNTS.forEach((usage, counts) -> parts.put(
                usage,
                new ExpectedFaces.Part(
                        counts,
                        usage == Usage.PRIVATE_TEST
                                ? Optional.empty()
                                : Optional.of(PixelFingerprint.of(faces.withUsage(usage))))));
        return new ExpectedFaces(parts);
    }

    /** A download that expects these faces and loses no time. */
    public static Fer2013Download download(Dataset faces) {
        return new Fer2013Download(
                expected(faces), new RetryPolicy(2, Duration.ofMillis(5), Duration.ofSeconds(5)), out -> out);
    }

    static BufferedImage image(Dataset faces, int index) {
        BufferedImage image = new BufferedImage(faces.width(), faces.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[faces.pixelsPerSample()];
        faces.copyPixels(index, pixels, 0);
        image.getRaster().setDataElements(0, 0, faces.width(), faces.height(), pixels);
        return image;
    }

    public static byte[] png(Dataset faces, int index) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image(faces, index), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param quality 0 to 1 */
    static byte[] jpeg(Dataset faces, int index, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            try (var stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image(faces, index), null, null), parameters);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    /** The number of a face's class in an order. */
    static int number(Dataset faces, int index, LabelOrder order) {
        return order.emotions().indexOf(faces.emotion(index));
    }

    static byte[] parquet(Dataset faces, LabelOrder order, Path scratch) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Image image = new Image(Binary.fromConstantByteArray(png(faces, i)), "");
            rows.add(new Row(image, number(faces, i, order)));
        }
        return parquet(Row.class, rows, scratch);
    }

    /** Packed by nothing: packing would need Hadoop. */
    static <T> byte[] parquet(Class<T> type, List<T> rows, Path scratch) throws IOException {
        Path file = Files.createTempFile(scratch, "rows", ".parquet");
        try (ParquetWriter<T> writer = CarpetParquetWriter.builder(new FileSystemOutputFile(file.toFile()), type)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
            for (T row : rows) {
                writer.write(row);
            }
        }
        return Files.readAllBytes(file);
    }

    /** A webdataset shard of the faces in {@code from} to {@code to} (exclusive), in folders' order. */
    static byte[] shard(Dataset faces, int from, int to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = from; i < to; i++) {
                String key = String.format(Locale.ROOT, "s%07d", i);
                entry(
                        tar,
                        key + ".cls",
                        Integer.toString(number(faces, i, LabelOrder.FOLDERS)).getBytes(StandardCharsets.UTF_8));
                entry(tar, key + ".jpg", jpeg(faces, i, 0.95f));
            }
        }
        return out.toByteArray();
    }

    static void entry(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    static byte[] zip(Dataset faces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < faces.size(); i++) {
                Usage usage = faces.usage(i).orElseThrow();
                zip.putNextEntry(new ZipEntry((usage == Usage.TRAINING ? "train/" : "test/")
                        + faces.emotion(i).label() + "/" + usage.label() + "_" + (1000 + i) + ".jpg"));
                zip.write(jpeg(faces, i, 0.95f));
            }
        }
        return out.toByteArray();
    }

    /** The files of a source on a server, at the source's own paths. */
    public static void serve(FileServer server, Fer2013Source source, Dataset faces, Path scratch) throws IOException {
        for (RemoteFile file : source.files()) {
            server.with(file.address().getPath(), content(source, file.name(), faces, scratch));
        }
    }

    private static byte[] content(Fer2013Source source, String name, Dataset faces, Path scratch) throws IOException {
        return switch (source) {
            case KAGGLE -> zip(faces);
            case HUGGINGFACE ->
                parquet(
                        faces.withUsage(
                                name.startsWith("train")
                                        ? Usage.TRAINING
                                        : name.startsWith("public") ? Usage.PUBLIC_TEST : Usage.PRIVATE_TEST),
                        LabelOrder.CSV,
                        scratch);
            case WEBDATASET ->
                name.endsWith(".txt")
                        ? "angry\ndisgusted\nfearful\nhappy\nneutral\nsad\nsurprised\n".getBytes(StandardCharsets.UTF_8)
                        : quarter(name, faces);
        };
    }

    private static byte[] quarter(String name, Dataset faces) throws IOException {
        int training = faces.withUsage(Usage.TRAINING).size();
        boolean train = name.startsWith("train");
        int first = train ? 0 : training;
        int count = train ? training : faces.size() - training;
        int shard = Integer.parseInt(name.replaceAll("\\D", ""));
        return shard(faces, first + count * shard / 4, first + count * (shard + 1) / 4);
    }
}

package dev.mien.download;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fetches FER2013, checks it, and writes it as one CSV with the columns {@code emotion,pixels,Usage}. A folder beside
 * the result keeps the fetched bytes until the result is written, so a second call continues where the first ended.
 */
public final class Fer2013Download {
    private final ExpectedFaces expected;
    private final RetryPolicy policy;
    private final UnaryOperator<OutputStream> disk;

    /** Expects the whole of FER2013. */
    public Fer2013Download() {
        this(ExpectedFaces.FER2013, RetryPolicy.PATIENT, out -> out);
    }

    /** @param disk wraps the files' streams; tests let it run out of space */
    Fer2013Download(ExpectedFaces expected, RetryPolicy policy, UnaryOperator<OutputStream> disk) {
        this.expected = expected;
        this.policy = policy;
        this.disk = disk;
    }

    /**
     * What to fetch, and where to write it.
     *
     * @param mirror scheme, host and port of a server that has the source's files at the same paths; empty for the
     *     source itself
     * @param file the CSV, packed by gzip if its name ends in {@code .gz}
     * @param replace whether an existing file may be replaced
     */
    public record Request(Fer2013Source source, Optional<URI> mirror, Path file, boolean replace) {}

    /**
     * Fetches, checks and writes.
     *
     * @throws InvalidInputException if the result's file exists
     * @throws TransferFailedException if a file cannot be fetched
     * @throws NotFer2013Exception if the fetched files are not FER2013; no CSV is written then
     * @throws dev.mien.io.WriteFailedException if the disk is full or cannot be written to
     */
    public DownloadResult run(Request request, TransferListener listener) {
        requirePlace(request);
        Path file = request.file().toAbsolutePath();
        try (DownloadFolder parts = DownloadFolder.open(file, request.source())) {
            Transfer transfer = new Transfer(policy, listener, disk, TransferClock.SYSTEM);
            List<Path> files = fetch(request, transfer, parts.path());
            listener.onReading();
            DownloadResult result = write(request, file, read(request.source(), files), parts.path());
            parts.remove();
            return result;
        }
    }

    private static List<Path> fetch(Request request, Transfer transfer, Path folder) {
        List<RemoteFile> files = request.source().files().stream()
                .map(file -> request.mirror().map(file::on).orElse(file))
                .toList();
        List<Path> fetched = new ArrayList<>();
        for (RemoteFile file : files) {
            try {
                fetched.add(transfer.fetch(file, folder));
            } catch (TransferFailedException e) {
                throw Advice.withOthers(e, file, files, folder);
            }
        }
        return fetched;
    }

    private static void requirePlace(Request request) {
        if (Files.isDirectory(request.file())) {
            throw new InvalidInputException(
                    request.file() + " is a folder, expected the name of a file to write, such as "
                            + request.file().resolve("fer2013.csv.gz"));
        }
        if (Files.exists(request.file()) && !request.replace()) {
            throw new InvalidInputException(
                    request.file() + " exists already",
                    Remedy.change(Remedy.Setting.OUTPUT).or(Remedy.turnOn(Remedy.Setting.OVERWRITING)));
        }
    }

    private static RawFaces read(Fer2013Source source, List<Path> files) {
        RawFaces faces = new RawFaces();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            switch (source) {
                case KAGGLE -> ZipFaces.read(file, faces);
                case HUGGINGFACE -> ParquetFaces.read(file, usage(name), faces);
                case WEBDATASET -> {
                    if (name.endsWith(".txt")) {
                        TarFaces.readClassNames(file, faces);
                    } else {
                        TarFaces.read(file, usage(name), faces);
                    }
                }
            }
        }
        return faces;
    }

    private static Usage usage(String name) {
        if (name.startsWith("train")) {
            return Usage.TRAINING;
        }
        return name.startsWith("public") ? Usage.PUBLIC_TEST : Usage.PRIVATE_TEST;
    }

    private DownloadResult write(Request request, Path file, RawFaces raw, Path parts) {
        Fer2013Source source = request.source();
        try {
            ExpectedFaces wanted = source.keepsTestsApart() ? expected : expected.withTestsJoined();
            LabelOrder order = wanted.orderOf(raw);
            Dataset faces = raw.decode(source.label(), order);
            Verification verification = Verification.of(faces, wanted);
            CsvFile.write(faces, file);
            List<String> numbering =
                    order.emotions().stream().map(Emotion::label).toList();
            return new DownloadResult(request.file(), size(file), source, numbering, verification);
        } catch (NotFer2013Exception e) {
            throw new NotFer2013Exception(
                    e.problem() + ". No CSV was written, and the fetched files are kept in " + parts
                            + ". The source may have changed",
                    source.others(),
                    e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InvalidInputException(file + " vanished after it was written: " + FailureReason.of(e), e);
        }
    }
}

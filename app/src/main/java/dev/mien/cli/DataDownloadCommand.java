package dev.mien.cli;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.download.DownloadResult;
import dev.mien.download.Fer2013Download;
import dev.mien.download.Fer2013Source;
import dev.mien.download.PixelVerdict;
import dev.mien.download.Verification;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads FER2013 and checks it. */
@Command(
        name = "download",
        description = "Fetches FER2013, checks counts and pixels, and writes it as one CSV.",
        footer = {
            "",
            "FER2013's pictures came from an image search: no one owns the right to hand them on.",
            "Fetched files stay beside the result until it is written, so the same command continues a broken download."
        })
final class DataDownloadCommand implements Runnable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

    @Parameters(paramLabel = "NAME", description = "The data set: fer2013.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            defaultValue = "huggingface",
            description =
                    "huggingface (Parquet, official splits), kaggle (JPEG, official splits) or webdataset (JPEG, both"
                            + " tests in one); ${DEFAULT-VALUE} by default.")
    private Fer2013Source source = Fer2013Source.HUGGINGFACE;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "fer2013.csv.gz",
            description = "The CSV, packed if it ends in .gz; ${DEFAULT-VALUE} by default.")
    private Path out = Path.of("fer2013.csv.gz");

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "A server that has the source's files at the same paths, such as https://hf-mirror.com.")
    private Optional<URI> mirror = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Fer2013Download download;

    DataDownloadCommand() {
        this(new Fer2013Download());
    }

    DataDownloadCommand(Fer2013Download download) {
        this.download = download;
    }

    @Override
    public void run() {
        requireKnown();
        PrintWriter writer = spec.commandLine().getOut();
        Fer2013Download.Request request = new Fer2013Download.Request(source, mirror, out, force);
        try (DownloadDisplay display = new DownloadDisplay(writer, Terminal.ofProcess(), BETWEEN_LINES)) {
            show(writer, download.run(request, display));
        }
    }

    private void requireKnown() {
        if (!name.equalsIgnoreCase("fer2013")) {
            throw new InvalidInputException("there is no data set '" + name + "', expected fer2013");
        }
        mirror.filter(address -> address.getHost() == null
                        || !String.valueOf(address.getScheme()).startsWith("http"))
                .ifPresent(address -> {
                    throw new InvalidInputException(
                            "the mirror is " + address + ", expected a server such as https://hf-mirror.com");
                });
    }

    private static void show(PrintWriter writer, DownloadResult result) {
        Verification verification = result.verification();
        writer.println(String.format(
                Locale.ROOT, "%s: %,d faces, %,d bytes", result.file(), verification.faces(), result.bytes()));
        showCounts(writer, verification);
        writer.println("counts: equal to FER2013's in each class and part, so the source's class numbers are "
                + String.join(", ", result.numbering()));
        verification
                .parts()
                .forEach((usage, part) -> writer.println(
                        "pixels of " + usage.label() + ": " + part.pixels().words()));
        showOrder(writer, result);
        writer.println("next: './mien data info --data " + result.file() + "' shows it, './mien train --data "
                + result.file() + (result.source().keepsTestsApart() ? " --split official" : "") + "' trains on it");
        writer.flush();
    }

    private static void showCounts(PrintWriter writer, Verification verification) {
        String classes = Emotion.all().stream()
                .map(emotion -> String.format(Locale.ROOT, "%8s", emotion.label()))
                .collect(Collectors.joining(" "));
        writer.println(String.format(Locale.ROOT, "%-12s %7s  %s", "part", "faces", classes));
        verification.parts().forEach((usage, part) -> {
            String counts = part.counts().stream()
                    .map(count -> String.format(Locale.ROOT, "%,8d", count))
                    .collect(Collectors.joining(" "));
            writer.println(String.format(Locale.ROOT, "%-12s %,7d  %s", usage.label(), part.faces(), counts));
        });
    }

    private static void showOrder(PrintWriter writer, DownloadResult result) {
        String unknown = result.verification().parts().entrySet().stream()
                .filter(part -> part.getValue().pixels() == PixelVerdict.UNKNOWN)
                .map(part -> part.getKey().label())
                .collect(Collectors.joining(", "));
        writer.println(
                result.verification().inOrder()
                        ? "rows: in the CSV's order, so FER+ (fer2013new.csv) joins by row number"
                                + (unknown.isEmpty() ? "" : "; the order within " + unknown + " is unknown")
                        : "rows: not in the CSV's order, so FER+ (fer2013new.csv) cannot be joined by row number");
        if (!result.source().keepsTestsApart()) {
            writer.println(
                    "splits: the source does not separate PublicTest from PrivateTest; all test rows are PrivateTest");
        }
    }
}

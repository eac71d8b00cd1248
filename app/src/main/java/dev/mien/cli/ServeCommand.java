package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.image.DecodingOptions;
import dev.mien.io.FailureReason;
import dev.mien.io.OrderlyEnd;
import dev.mien.server.MienServer;
import dev.mien.server.ServerAccess;
import dev.mien.server.ServerClients;
import dev.mien.server.ServerLimits;
import dev.mien.server.ServerNotes;
import dev.mien.server.ServerOptions;
import dev.mien.server.Tokens;
import dev.mien.service.VideoJobs;
import dev.mien.training.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves recognition over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serves recognition over HTTP. docs/server.md describes the interface.",
            "Photos stay in memory. Ctrl-C or a TERM signal ends the server after it has answered the requests that it"
                    + " accepted."
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,6})(k|M|G)?B?");
    private static final Duration LONGEST_END = MienServer.PATIENCE.plusSeconds(2);

    @Option(names = "--port", defaultValue = "8642", paramLabel = "PORT", description = "${DEFAULT-VALUE} by default.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on; ${DEFAULT-VALUE} by default, which only this machine reaches.")
    private String host = "127.0.0.1";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Tokens, one of which each caller must send; one on each line, with its scopes behind it.")
    private Optional<Path> tokens = Optional.empty();

    @Option(names = "--no-auth", description = "Serve anybody who reaches the address, without a token.")
    private boolean open;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A name under which callers reach the server, such as that of a proxy. May be repeated.")
    private List<String> hosts = List.of();

    @Option(
            names = "--client-rate",
            paramLabel = "REQUESTS",
            description = "Requests a second that each client may send; without a bound by default.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description = "A proxy whose X-Forwarded-For tells the clients apart. May be repeated.")
    private List<String> proxies = List.of();

    @Option(
            names = "--model",
            defaultValue = "default",
            paramLabel = "FILE|default|fast",
            description = "A model to answer with; may be repeated. Requests that name no model get the first one.")
    private List<String> models = List.of();

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Show the training runs in this folder. Without it no run is shown.")
    private Optional<Path> runs = Optional.empty();

    @Option(
            names = "--max-photo",
            defaultValue = "20MB",
            paramLabel = "BYTES",
            description = "The largest photo, such as 500kB or 20MB; ${DEFAULT-VALUE} by default.")
    private String mostBytes = "20MB";

    @Option(
            names = "--max-pixels",
            defaultValue = "50M",
            paramLabel = "PIXELS",
            description = "The most pixels of a photo; ${DEFAULT-VALUE} by default.")
    private String mostPixels = "50M";

    @Option(
            names = "--max-video",
            defaultValue = "500MB",
            paramLabel = "BYTES",
            description = "The largest video; ${DEFAULT-VALUE} by default.")
    private String mostVideo = "500MB";

    @Option(
            names = "--notice",
            paramLabel = "FILE",
            description = "A text that the page shows to everybody, for example who runs the server and why.")
    private Optional<Path> notice = Optional.empty();

    @Option(names = "--no-access-log", description = "Do not print a line of JSON for each request.")
    private boolean silent;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (tokens.isPresent() && open) {
            throw new InvalidInputException("--token-file and --no-auth exclude each other: leave one out");
        }
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch ended = new CountDownLatch(1);
        MienServer server = MienServer.start(options(), line -> log(out, line));
        try (OrderlyEnd end = OrderlyEnd.begin(
                () -> {
                    server.drain();
                    ended.countDown();
                },
                LONGEST_END)) {
            out.println("Mien serves at " + server.address() + " with the model " + String.join(", ", models)
                    + ". It is ready. Ctrl-C stops it");
            out.flush();
            ended.await();
        }
        return Main.DONE;
    }

    private void log(PrintWriter out, String line) {
        if (!silent) {
            out.println(line);
            out.flush();
        }
    }

    private ServerOptions options() {
        DecodingOptions photo =
                new DecodingOptions(amount("--max-pixels", mostPixels), amount("--max-photo", mostBytes));
        return new ServerOptions(
                new ServerAccess(host, port, tokens.map(Tokens::read), open, hosts, clients()),
                models,
                ServerLimits.usual().withPhoto(photo).withVideos(videos()),
                new ServerNotes(Environment.version(), notice.map(ServeCommand::text)),
                runs);
    }

    private ServerClients clients() {
        OptionalDouble perSecond = rate.isPresent() ? OptionalDouble.of(rate.get()) : OptionalDouble.empty();
        return new ServerClients(perSecond, proxies);
    }

    private VideoJobs.Limits videos() {
        VideoJobs.Limits usual = VideoJobs.Limits.usual();
        return new VideoJobs.Limits(usual.waiting(), amount("--max-video", mostVideo), usual.longest(), usual.kept());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the notice in " + file + ": " + FailureReason.of(e), e);
        }
    }

    private static long amount(String option, String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(option + " is '" + text + "', expected a number such as 500k, 20M or 1G");
        }
        long unit = switch (String.valueOf(matcher.group(2)).toLowerCase(Locale.ROOT)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            case "g" -> 1_000_000_000;
            default -> 1;
        };
        return unit * Long.parseLong(matcher.group(1));
    }
}

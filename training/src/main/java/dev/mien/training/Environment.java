package dev.mien.training;

import dev.mien.engine.Network;
import dev.mien.engine.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Describes the environment of a run: versions, operating system, processor. */
public final class Environment {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Environment() {}

    /** The names and values, for people to read. */
    public static Map<String, String> describe() {
        Map<String, String> values = new TreeMap<>();
        values.put("mien", version());
        values.put("java", System.getProperty("java.runtime.version", "unknown"));
        values.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        values.put("processor", processor());
        values.put("processor_bf16", Precision.bf16Units().isEmpty() ? "no" : String.join(" ", Precision.bf16Units()));
        values.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        values.put("libtorch", Network.torchVersion());
        return values;
    }

    /** Mien's version, or {@code development} if it was not built by Maven. */
    public static String version() {
        return built("version").orElse("development");
    }

    /** The beginning of the Git commit that Mien was built from; empty if it was not built from a repository. */
    public static Optional<String> commit() {
        return built("commit");
    }

    /** A value that Maven wrote. What it did not know is still a variable. */
    private static Optional<String> built(String name) {
        try (InputStream in = Environment.class.getResourceAsStream("build.properties")) {
            Properties values = new Properties();
            if (in != null) {
                values.load(in);
            }
            return Optional.ofNullable(values.getProperty(name))
                    .filter(value -> !value.isEmpty() && !value.startsWith("${"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}

package dev.mien.training;

import dev.mien.engine.Network;
import dev.mien.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** Mien's version, or {@code development} if it does not run from a jar. */
    public static String version() {
        return Optional.ofNullable(Environment.class.getPackage().getImplementationVersion())
                .orElse("development");
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

package dev.mien.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The processor according to the operating system.
 *
 * @param name of the processor, or {@code unknown}
 * @param features its {@link Feature}s; empty if unknown
 */
record Processor(String name, Optional<Set<Processor.Feature>> features) {
    private static final String UNKNOWN = "unknown";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Features that make arithmetic fast. */
    enum Feature {
        AVX2("AVX2", "avx2", "hw.optional.avx2_0"),
        AVX512("AVX-512", "avx512f", "hw.optional.avx512f"),
        AMX("AMX", "amx_tile"),
        NEON("NEON", "asimd", "hw.optional.neon", "hw.optional.AdvSIMD"),
        BF16("bf16", "avx512_bf16", "amx_bf16", "bf16", "hw.optional.arm.FEAT_BF16");

        private final String label;
        private final List<String> flags;

        /** @param flags its names on Linux and macOS */
        Feature(String label, String... flags) {
            this.label = label;
            this.flags = List.of(flags);
        }
    }

    /** The processor of this machine. */
    static Processor here() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (Files.isReadable(CPU_INFO)) {
            try {
                return ofCpuInfo(Files.readAllLines(CPU_INFO));
            } catch (IOException e) {
                return new Processor(UNKNOWN, Optional.empty());
            }
        }
        return system.startsWith("mac")
                ? ofSysctl(output("sysctl", "machdep.cpu.brand_string", "hw.optional"))
                : new Processor(UNKNOWN, Optional.empty());
    }

    /** Reads the lines of Linux's {@code /proc/cpuinfo}. */
    static Processor ofCpuInfo(List<String> lines) {
        Optional<List<String>> flags =
                value(lines, "flags").or(() -> value(lines, "Features")).map(text -> Arrays.asList(text.split("\\s+")));
        return new Processor(value(lines, "model name").orElse(UNKNOWN), flags.map(Processor::features));
    }

    /** Reads the lines of macOS's {@code sysctl}: a name, a colon and a value. */
    static Processor ofSysctl(List<String> lines) {
        List<String> flags = lines.stream()
                .filter(line -> line.endsWith(": 1"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        return new Processor(
                value(lines, "machdep.cpu.brand_string").orElse(UNKNOWN),
                flags.isEmpty() ? Optional.empty() : Optional.of(features(flags)));
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.indexOf(':') > 0
                        && line.substring(0, line.indexOf(':')).strip().equals(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static Set<Feature> features(List<String> flags) {
        Set<Feature> found = new TreeSet<>();
        for (Feature feature : Feature.values()) {
            if (feature.flags.stream().anyMatch(flags::contains)) {
                found.add(feature);
            }
        }
        return found;
    }

    private static List<String> output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream text = process.getInputStream()) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The features that it has and those that it lacks, of its maker's kind. */
    String featureText() {
        if (features.isEmpty()) {
            return UNKNOWN;
        }
        Set<Feature> has = features.get();
        List<Feature> asked = new ArrayList<>(
                has.contains(Feature.NEON)
                        ? List.of(Feature.NEON, Feature.BF16)
                        : List.of(Feature.AVX2, Feature.AVX512, Feature.AMX, Feature.BF16));
        String present = words(asked.stream().filter(has::contains).toList());
        String absent = words(asked.stream().filter(one -> !has.contains(one)).toList());
        if (present.isEmpty()) {
            return "without " + absent;
        }
        return absent.isEmpty() ? present : present + "; without " + absent;
    }

    private static String words(List<Feature> features) {
        return features.stream().map(feature -> feature.label).collect(Collectors.joining(", "));
    }
}

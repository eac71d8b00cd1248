package dev.mien.diagnosis;

import dev.mien.training.Environment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Describes the machine. */
final class MachineChecks {
    private static final String PROGRAM = "Program";
    private static final String MACHINE = "Machine";
    private static final double GIB = 1L << 30;

    private MachineChecks() {}

    static List<Check> all() {
        Processor processor = Processor.here();
        int processors = Runtime.getRuntime().availableProcessors();
        return List.of(
                Check.fact(PROGRAM, "Mien", Environment.version()),
                Check.fact(
                        PROGRAM,
                        "Java",
                        System.getProperty("java.runtime.version", "unknown") + ", "
                                + System.getProperty("java.vendor", "unknown vendor")),
                Check.fact(
                        MACHINE,
                        "Operating system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch")),
                Check.fact(MACHINE, "Processor", processor.name()),
                Check.fact(MACHINE, "Processor features", processor.featureText()),
                Check.fact(MACHINE, "Processors", Integer.toString(processors)),
                Check.fact(MACHINE, "Memory", memory()));
    }

    private static String memory() {
        String heap = gib(Runtime.getRuntime().maxMemory()) + " at most for Java's heap";
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? gib(system.getTotalMemorySize()) + ", of which " + heap
                : heap;
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}

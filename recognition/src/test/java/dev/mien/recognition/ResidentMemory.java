package dev.mien.recognition;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds of the machine's memory. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /**
     * In bytes, after what Java's collector frees, direct buffers for instance, was freed; the test is left out where
     * the system does not tell.
     */
    static long withoutGarbage() throws IOException, InterruptedException {
        System.gc();
        Thread.sleep(200);
        assumeTrue(Files.isReadable(STATUS), "this system does not tell a process's resident memory");
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}

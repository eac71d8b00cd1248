import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/** Reads a FER2013 CSV file several times: seconds of each reading, processor seconds, peak of the heap. */
class ReadCsv {
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 1; i <= repetitions; i++) {
            long start = System.nanoTime();
            long processor = system.getProcessCpuTime();
            Dataset data = Fer2013Csv.read(file);
            System.out.printf(
                    "reading %d: %d rows, %.3f s, %.3f s of processor time%n",
                    i, data.size(), (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - processor) / 1e9);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf("peak of the heap %.0f MiB (all pools, garbage included)%n", peak / 1048576.0);
    }
}

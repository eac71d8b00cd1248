package dev.mien.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The precision of the convolutional part. Parameters, optimizer and dense layers always use 32 bits. */
public enum Precision {
    /** 32-bit floating point. */
    FP32,
    /** bfloat16 operands and activations, sums in 32 bits. */
    BF16;

    private static final List<String> BF16_UNITS = List.of("amx_bf16", "avx512_bf16");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** The lower-case name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** bf16 if this processor multiplies it natively (AMX or AVX512-BF16), else 32 bits. */
    public static Precision automatic() {
        return bf16Units().isEmpty() ? FP32 : BF16;
    }

    /** The bf16 units that the operating system reports for this processor, by their Linux names. */
    public static List<String> bf16Units() {
        if (!Files.isReadable(CPU_INFO)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            List<String> flags = lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")))
                    .orElse(List.of());
            return BF16_UNITS.stream().filter(flags::contains).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

package dev.mien.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    @Test
    void linuxTellsItLineByLine() {
        Processor processor = Processor.ofCpuInfo(List.of(
                "processor\t: 0",
                "model name\t: Intel(R) Xeon(R) Platinum 8488C",
                "flags\t\t: fpu sse avx2 avx512f avx512_bf16 amx_bf16 amx_tile",
                "model name\t: another"));
        assertThat(processor.name()).isEqualTo("Intel(R) Xeon(R) Platinum 8488C");
        assertThat(processor.featureText()).isEqualTo("AVX2, AVX-512, AMX, bf16");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(Processor.ofCpuInfo(List.of("flags : fpu avx2")).featureText())
                .isEqualTo("AVX2; without AVX-512, AMX, bf16");
        assertThat(Processor.ofCpuInfo(List.of("flags : fpu")).featureText())
                .isEqualTo("without AVX2, AVX-512, AMX, bf16");
        assertThat(Processor.ofCpuInfo(List.of("Features : fp asimd bf16")).featureText())
                .isEqualTo("NEON, bf16");
    }

    @Test
    void macTellsItBySysctl() {
        Processor processor = Processor.ofSysctl(List.of(
                "machdep.cpu.brand_string: Apple M3",
                "hw.optional.neon: 1",
                "hw.optional.arm.FEAT_BF16: 1",
                "hw.optional.arm.FEAT_SME: 0"));
        assertThat(processor.name()).isEqualTo("Apple M3");
        assertThat(processor.featureText()).isEqualTo("NEON, bf16");
    }

    @Test
    void whereNobodyTellsItIsUnknown() {
        assertThat(Processor.ofCpuInfo(List.of()).name()).isEqualTo("unknown");
        assertThat(Processor.ofCpuInfo(List.of()).featureText()).isEqualTo("unknown");
        assertThat(Processor.ofSysctl(List.of()).featureText()).isEqualTo("unknown");
    }
}

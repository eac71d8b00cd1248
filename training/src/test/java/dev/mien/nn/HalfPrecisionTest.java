package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.platform.Fp16Conversions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against ONNX Runtime's own conversion, and against IEEE 754-2008's table of binary16. */
class HalfPrecisionTest {
    @Test
    void aMillionNumbersAreRoundedAsOnnxRuntimeDoes() {
        Random random = new Random(16);
        for (int i = 0; i < 1_000_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isNaN(value)) {
                continue;
            }
            assertThat(HalfPrecision.bits(value))
                    .as(Float.toString(value))
                    .isEqualTo(Fp16Conversions.mlasFloatToFp16(value));
        }
    }

    @Test
    void allBitsHaveTheValueThatOnnxRuntimeGivesThem() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            assertThat(HalfPrecision.value((short) bits))
                    .as(Integer.toHexString(bits))
                    .isEqualTo(Float.valueOf(Fp16Conversions.mlasFp16ToFloat((short) bits)));
        }
    }

    /** Where most weights are. */
    @Test
    void numbersBelowOneComeBackWithinHalfAStep() {
        for (float value = -1; value <= 1; value += 1.7e-5f) {
            float back = Fp16Conversions.mlasFp16ToFloat(HalfPrecision.bits(value));
            assertThat(Math.abs(back - value)).isLessThanOrEqualTo(Math.max(Math.abs(value) * 0x1p-11f, 0x1p-25f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65519.996, 7bff",
        "65520, 7c00",
        "6.1035156e-5, 0400",
        "6.0975552e-5, 03ff",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "1.00048828125, 3c00",
        "1.00146484375, 3c02",
        "0.33333334, 3555",
        "Infinity, 7c00",
        "-Infinity, fc00",
        "NaN, 7e00"
    })
    void theTableOfBinary16(float value, String bits) {
        assertThat(String.format("%04x", HalfPrecision.bits(value) & 0xffff)).isEqualTo(bits);
    }
}

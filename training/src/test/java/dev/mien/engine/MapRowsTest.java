package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapRowsTest {
    private static final int WIDTH = 6;
    private static final int CHANNELS = 4;

    @ParameterizedTest
    @EnumSource
    void aRowComesBackAndItsValuesStandWhereIndexAndStrideSay(Precision precision) {
        MapRows rows = MapRows.of(precision, WIDTH, CHANNELS);
        int bytes = precision == Precision.BF16 ? 2 : 4;
        ByteBuffer maps =
                ByteBuffer.allocateDirect(2 * WIDTH * CHANNELS * bytes).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 2 * WIDTH * CHANNELS; i++) {
            put(maps, precision, i, i);
        }
        float[] even = new float[rows.length()];
        float[] odd = new float[rows.length()];
        rows.read(maps, WIDTH * CHANNELS, even, odd);
        for (int pixel = 0; pixel < WIDTH; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] values = pixel % 2 == 0 ? even : odd;
                assertThat(values[rows.index(channel) + pixel / 2 * rows.stride()])
                        .isEqualTo((WIDTH + pixel) * CHANNELS + channel);
            }
        }
        ByteBuffer copy = ByteBuffer.allocateDirect(maps.capacity()).order(ByteOrder.nativeOrder());
        rows.write(copy, WIDTH * CHANNELS, even, odd);
        rows.readHalf(maps, 0, even);
        rows.writeHalf(copy, 0, even);
        rows.readHalf(maps, WIDTH / 2 * CHANNELS, even);
        rows.writeHalf(copy, WIDTH / 2 * CHANNELS, even);
        assertThat(copy).isEqualTo(maps);
    }

    private static void put(ByteBuffer maps, Precision precision, int index, float value) {
        if (precision == Precision.BF16) {
            maps.putShort(2 * index, (short) (Float.floatToIntBits(value) >>> 16));
        } else {
            maps.putFloat(4 * index, value);
        }
    }

    @Test
    void bf16IsRoundedAsLibtorchRoundsIt() {
        Tensors.load(1);
        int count = 4096;
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isNaN(value) ? Float.NaN : value;
        }
        values[0] = Float.intBitsToFloat(0x3F808000);
        values[1] = Float.intBitsToFloat(0x3F818000);
        values[2] = Float.POSITIVE_INFINITY;
        values[3] = -0f;
        MapRows rows = MapRows.of(Precision.BF16, 2, count);
        ByteBuffer maps = ByteBuffer.allocateDirect(2 * count).order(ByteOrder.nativeOrder());
        float[] ordered = new float[count];
        for (int channel = 0; channel < count; channel++) {
            ordered[rows.index(channel)] = values[channel];
        }
        rows.writeHalf(maps, 0, ordered);
        float[] actual = new float[count];
        for (int i = 0; i < count; i++) {
            actual[i] = Float.intBitsToFloat(maps.getShort(2 * i) << 16);
        }
        try (PointerScope scope = new PointerScope()) {
            assertThat(actual)
                    .containsExactly(Tensors.toArray(torch.from_blob(new FloatPointer(values), new long[] {count})
                            .to(Tensors.BFLOAT16)));
        }
    }
}

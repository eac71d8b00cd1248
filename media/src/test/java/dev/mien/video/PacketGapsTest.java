package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are lost or destroyed in the middle of transport streams and ASF files. */
class PacketGapsTest {
    private static final Set<Integer> STREAMS = Set.of(1, 2, 256, 257);
    private static final int ASF_PACKET = 3200;

    @TempDir
    private Path folder;

    private byte[] video(String form) throws IOException {
        Path tone = DrawnVideo.tone(folder.resolve("tone.wav"), 4, 44_100, 1);
        Path mp4 = DrawnVideo.write(folder.resolve("a.mp4"), Optional.of(tone), DrawnVideo.even(100));
        return Files.readAllBytes(DrawnVideo.remux(folder.resolve("whole"), form, 0, mp4));
    }

    private double gap(byte[] bytes) throws IOException {
        return PacketGaps.first(Files.write(folder.resolve("video"), bytes), STREAMS)
                .orElse(-1);
    }

    private static byte[] without(byte[] bytes, int place, int count) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, place + count, shorter, place, bytes.length - place - count);
        return shorter;
    }

    /** Each packet counts on, so one that is lost shows, unless it belongs to another stream. */
    @Test
    void aTransportStreamCountsItsPackets() throws IOException {
        byte[] whole = video("mpegts");
        assertThat(gap(whole)).isEqualTo(-1);
        for (int packet = 20; packet < whole.length / 188 - 20; packet += 31) {
            int place = packet * 188;
            int stream = (whole[place + 1] << 8 | whole[place + 2] & 0xff) & 0x1fff;
            double time = gap(without(whole, place, 188));
            if (STREAMS.contains(stream)) {
                assertThat(time).as("packet %d", packet).isBetween(0.0, 4.2);
            } else {
                assertThat(time).as("packet %d", packet).isEqualTo(-1);
            }
        }
        assertThat(gap(without(whole, whole.length / 376 * 188, 100))).isCloseTo(2, within(0.9));
    }

    /** Cameras write the time in four bytes before each packet. */
    @Test
    void aCamerasTransportStreamIsChecked() throws IOException {
        byte[] whole = video("mpegts");
        ByteBuffer camera = ByteBuffer.allocate(whole.length / 188 * 192);
        for (int place = 0; place < whole.length; place += 188) {
            camera.putInt(place).put(whole, place, 188);
        }
        assertThat(gap(camera.array())).isEqualTo(-1);
        assertThat(gap(without(camera.array(), 192 * 100, 192 * 3))).isNotNegative();
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(camera.array(), 192 * 100 - 30));
        assertThat(ContainerLength.missing(cut)).hasValue("its last packet is not whole, so the file was cut off");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 12})
    void anAsfFileNumbersItsObjects(int packet) throws IOException {
        byte[] whole = video("asf");
        assertThat(gap(whole)).isEqualTo(-1);
        int begin = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(16) + 50;
        int place = begin + packet * ASF_PACKET;
        assertThat(gap(without(whole, place, ASF_PACKET))).isBetween(0.0, 4.2);
        byte[] hole = whole.clone();
        Arrays.fill(hole, place, place + 30, (byte) 0);
        assertThat(gap(hole)).isBetween(0.0, 4.2);
    }

    @Test
    void anFlvFileTellsEachLengthTwice() throws IOException {
        byte[] whole = video("flv");
        assertThat(gap(whole)).isEqualTo(-1);
        for (int place = 20_000; place < whole.length - 4000; place += 7777) {
            byte[] hole = whole.clone();
            Arrays.fill(hole, place, place + 3000, (byte) 0);
            assertThat(gap(hole)).as("hole at %d", place).isBetween(0.0, 4.2);
        }
        assertThat(gap(without(whole, whole.length / 2, 100))).isCloseTo(2, within(0.9));
    }

    @Test
    void othersTellNothing() throws IOException {
        assertThat(gap(video("matroska"))).isEqualTo(-1);
        assertThat(gap(new byte[0])).isEqualTo(-1);
        assertThat(PacketGaps.first(folder.resolve("nothing"), STREAMS)).isEmpty();
    }
}

package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are lost or destroyed in the middle of a file. */
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

    /** Microsoft's AVI RIFF File Reference: pictures of 40 ms and sound, an index, and a second part (OpenDML). */
    private static byte[] avi(boolean filled) {
        ByteBuffer file = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(0).put(ascii("AVI "));
        file.put(ascii("LIST")).putInt(4 + 8 + 56).put(ascii("hdrlavih")).putInt(56);
        file.putInt(40_000).position(88);
        chunks(file, 0, 60, filled);
        file.put(ascii("idx1")).putInt(32).position(file.position() + 32);
        file.putInt(4, file.position() - 8);
        int second = file.position();
        file.put(ascii("RIFF")).putInt(0).put(ascii("AVIX"));
        chunks(file, 60, 100, filled);
        file.putInt(second + 4, file.position() - second - 8);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void chunks(ByteBuffer file, int from, int to, boolean filled) {
        int list = file.position();
        file.put(ascii("LIST")).putInt(0).put(ascii("movi"));
        for (int i = from; i < to; i++) {
            for (String name : List.of("00dc", "01wb")) {
                int size = name.equals("00dc") ? 1000 + i : 131;
                file.put(ascii(name)).putInt(size);
                byte[] content = new byte[size + (filled ? size % 2 : 0)];
                Arrays.fill(content, (byte) 200);
                file.put(content);
            }
        }
        file.putInt(list + 4, file.position() - list - 8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Some writers do not fill up chunks of odd lengths. */
    @Test
    void anAviFileMayLeaveOutFillers() throws IOException {
        assertThat(gap(avi(false))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"avi", "matroska"})
    void theLengthsOfAllPartsLeadToTheEnd(String form) throws IOException {
        byte[] whole = form.equals("avi") ? avi(true) : video(form);
        assertThat(gap(whole)).isEqualTo(-1);
        for (int place = 20_000; place < whole.length - 14_000; place += 7777) {
            byte[] hole = whole.clone();
            Arrays.fill(hole, place, place + 9000, (byte) 0);
            assertThat(gap(hole)).as("hole at %d", place).isBetween(0.0, 4.2);
        }
        assertThat(gap(without(whole, whole.length / 2, 100))).isCloseTo(2, within(1.5));
    }

    /** The times of ASF's packets begin with the first picture, and a place that is no packet has no time. */
    @Test
    void theTimeOfAGapInAnAsfFileIsThatOfItsPictures() throws IOException {
        byte[] whole = video("asf");
        byte[] hole = whole.clone();
        Arrays.fill(hole, whole.length / 2, whole.length / 2 + 7000, (byte) 0);
        assertThat(gap(hole)).isCloseTo(2, within(0.7));
        assertThat(gap(without(whole, whole.length / 2, 777))).isCloseTo(2, within(0.7));
    }

    /** RFC 3533. The first page is of a file that FFmpeg and libtheora wrote, 25 pictures a second. */
    @Test
    void anOggFileNumbersItsPagesAndSumsThemUp() throws IOException {
        byte[] first = HexFormat.of()
                .parseHex("4f67675300020000000000000000322fcc0500000000c0106bcc012a807468656f726103020100260015"
                        + "0002540001500000000000190000000100000100000100030d4000c0");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(first);
        int length = 27 + 2 + 300;
        for (int page = 1; page <= 20; page++) {
            file.write(page(page, (page * 5L / 64 * 64) << 6 | page * 5L % 64));
        }
        byte[] whole = file.toByteArray();
        assertThat(gap(whole)).isEqualTo(-1);
        for (int page = 1; page < 19; page++) {
            int place = first.length + page * length;
            assertThat(gap(without(whole, place, length))).isCloseTo(page / 5.0, within(1e-9));
            byte[] changed = whole.clone();
            changed[place + 200] ^= 16;
            assertThat(gap(changed)).isCloseTo(page / 5.0, within(1e-9));
        }
        assertThat(gap(Arrays.copyOf(whole, whole.length - 50)))
                .as("the length tells of a cut")
                .isEqualTo(-1);
        byte[] noStart = whole.clone();
        noStart[40] ^= 1;
        assertThat(gap(noStart)).isZero();
    }

    private static byte[] page(int number, long position) {
        ByteBuffer page = ByteBuffer.allocate(27 + 2 + 300).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS")).putShort((short) 0).putLong(position);
        page.putInt(0x05cc2f32)
                .putInt(number)
                .putInt(0)
                .put((byte) 2)
                .put((byte) 255)
                .put((byte) 45);
        page.put(100, (byte) number);
        long sum = 0;
        for (int bit = 0; bit < 8 * page.limit(); bit++) {
            long next = page.get(bit / 8) >> 7 - bit % 8 & 1;
            sum = (sum << 1 ^ ((sum >> 31 ^ next) & 1) * 0x04c11db7L) & 0xffffffffL;
        }
        return page.putInt(22, (int) sum).array();
    }

    /** As a browser records: the segment's length is open. */
    @Test
    void aRecordingThatIsCutInAPacketIsTold() throws IOException {
        byte[] whole = video("matroska");
        int segment = 4 + 8 + (int) (ByteBuffer.wrap(whole).getLong(4) & 0xffffffL);
        segment = ByteBuffer.wrap(whole).get(4) < 0 ? 5 + (whole[4] & 0x7f) : segment;
        assertThat(ByteBuffer.wrap(whole).getInt(segment)).isEqualTo(0x18538067);
        ByteBuffer.wrap(whole).putLong(segment + 4, 0x01ffffffffffffffL);
        assertThat(missing(whole)).isEmpty();
        assertThat(missing(Arrays.copyOf(whole, whole.length / 2)))
                .isEqualTo("its last packet is not whole, so the file was cut off");
        assertThat(gap(whole)).isEqualTo(-1);
    }

    private String missing(byte[] bytes) throws IOException {
        return ContainerLength.missing(Files.write(folder.resolve("video"), bytes))
                .orElse("");
    }

    @Test
    void othersTellNothing() throws IOException {
        assertThat(gap(new byte[2000])).isEqualTo(-1);
        assertThat(gap(new byte[0])).isEqualTo(-1);
        assertThat(PacketGaps.first(folder.resolve("nothing"), STREAMS)).isEmpty();
    }
}

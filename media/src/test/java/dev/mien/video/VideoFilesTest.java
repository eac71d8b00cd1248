package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFilesTest {
    @TempDir
    private Path folder;

    /** First bytes of each format, as its specification has them; a name that says something else. */
    @ParameterizedTest
    @CsvSource({
        "'0000ftypisom', true",
        "'0000ftypqt  ', true",
        "'0000ftypM4V ', true",
        "'0000ftypM4A ', false",
        "'0000ftypheic', false",
        "'0000ftypavif', false",
        "'0000moov', true",
        "'RIFF0000AVI LIST', true",
        "'RIFF0000WAVEfmt ', false",
        "'RIFF0000WEBPVP8 ', false",
        "'FLV1', true",
        "'\u001f\u0007\u0000?', true",
        "'\u0006\u000e+4\u0002\u0005\u0001\u0001', true",
        "'OggS0000000000000000000000000000vorbis', false",
        "'OggS0000000000000000000000000000theora', true",
        "'ID3000', false",
        "'fLaC', false",
        "'GIF89a', false",
        "'plain text', false"
    })
    void bytesTellWhatAFileIs(String start, boolean video) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(VideoFiles.isVideo(bytes, "clip.dat")).isEqualTo(video);
    }

    @Test
    void packetsOfATransportStreamAreKnown() {
        byte[] packets = new byte[1024];
        for (int i = 0; i < packets.length; i += 188) {
            packets[i] = 0x47;
        }
        assertThat(VideoFiles.isVideo(packets, "clip")).isTrue();
        packets[188] = 0;
        assertThat(VideoFiles.isVideo(packets, "clip")).isFalse();
    }

    @Test
    void whereBytesDoNotTellTheNameDecides() throws IOException {
        assertThat(VideoFiles.isVideo(Files.write(folder.resolve("a.mp4"), new byte[20])))
                .isTrue();
        assertThat(VideoFiles.isVideo(folder.resolve("missing.MKV"))).isTrue();
        assertThat(VideoFiles.isVideo(folder.resolve("missing.jpg"))).isFalse();
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
        assertThat(VideoFiles.isVideo(Files.write(folder.resolve("photo.mp4"), jpeg)))
                .isFalse();
        Path film = Files.copy(
                DrawnVideo.write(folder.resolve("film.mp4"), Optional.empty(), DrawnVideo.even(3)),
                folder.resolve("film.dat"));
        assertThat(VideoFiles.isVideo(film)).isTrue();
    }
}

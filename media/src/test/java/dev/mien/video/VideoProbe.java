package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Looks into video files for tests: their frames, the packets and the end of their sound, and whether one is open. */
final class VideoProbe {
    static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private VideoProbe() {}

    static List<VideoFrame> read(Path file) {
        List<VideoFrame> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file)) {
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    /** As cat joins them. */
    static Path joined(Path file, Path first, Path second) throws IOException {
        byte[] bytes = Files.readAllBytes(first);
        byte[] more = Files.readAllBytes(second);
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        return Files.write(file, both);
    }

    static boolean isOpen(Path file) throws IOException {
        Path real = file.toRealPath();
        try (var descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.anyMatch(descriptor -> isAt(descriptor, real));
        }
    }

    private static boolean isAt(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            // closed since it was listed
            return false;
        }
    }

    /** Gives the sound of a Matroska file a code that nobody knows. */
    static void makeSoundUnknown(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int code = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("A_AAC");
        assertThat(code).isPositive();
        System.arraycopy("A_XYZ".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, code, 5);
        Files.write(file, bytes);
    }

    /** When the last of the sound has sounded, in seconds. */
    static double soundEnd(Path file) {
        double end = 0;
        try (Demuxer demuxer = Demuxer.open(file)) {
            int sound = demuxer.sound().orElseThrow();
            while (demuxer.read() >= 0) {
                if (demuxer.packet().stream_index() == sound) {
                    end = Math.max(end, demuxer.end(demuxer.packet()));
                }
            }
        }
        return end;
    }

    /** The encoded sound: each packet's bytes. */
    static List<List<Byte>> packets(Path file) {
        List<List<Byte>> packets = new ArrayList<>();
        try (Demuxer demuxer = Demuxer.open(file)) {
            int sound = demuxer.sound().orElseThrow();
            while (demuxer.read() >= 0) {
                AVPacket packet = demuxer.packet();
                if (packet.stream_index() == sound) {
                    byte[] bytes = new byte[packet.size()];
                    new BytePointer(packet.data()).get(bytes);
                    List<Byte> list = new ArrayList<>();
                    for (byte value : bytes) {
                        list.add(value);
                    }
                    packets.add(list);
                }
            }
        }
        return packets;
    }

    /** Writes as many pictures at the same times with the same sound. Returns what was wrong with the sound. */
    static Optional<String> copy(Path from, Path to) {
        try (VideoReader reader = VideoReader.open(from);
                VideoWriter writer = VideoWriter.create(to, VideoFormat.like(reader))) {
            BufferedImage picture =
                    DrawnVideo.frame(0, reader.info().width(), reader.info().height());
            for (Optional<VideoFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                writer.write(picture, frame.get().time());
            }
            writer.finish();
            return writer.problem();
        }
    }
}

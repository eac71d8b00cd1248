package dev.mien.video;

import dev.mien.Emotion;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Small videos of a drawn face that walks over a blue ground, and sounds of one tone. */
final class DrawnVideo {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FACE = 64;
    static final double SPEED = 60;
    static final double TONE = 440;

    private static final BufferedImage PICTURE = face();

    private DrawnVideo() {}

    private static BufferedImage face() {
        byte[] gray = SyntheticFaces.drawImage(Emotion.HAPPY, 3, FACE);
        BufferedImage image = new BufferedImage(FACE, FACE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, FACE, FACE, gray);
        return image;
    }

    /** The left side of the face at a time. */
    static double faceX(double time) {
        return 20 + SPEED * time;
    }

    static BufferedImage frame(double time) {
        return frame(time, WIDTH, HEIGHT);
    }

    static BufferedImage frame(double time, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(20, 40, 160));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(200, 60, 40));
        graphics.fillRect(0, 0, 40, 30);
        graphics.drawImage(PICTURE, (int) Math.round(faceX(time)), 60, null);
        graphics.dispose();
        return image;
    }

    /** Times of frames that come 25 times a second. */
    static double[] even(int frames) {
        return IntStream.range(0, frames).mapToDouble(i -> i / 25.0).toArray();
    }

    static Path write(Path file, Optional<Path> sound, double... times) {
        return write(file, new VideoFormat(WIDTH, HEIGHT, 25, sound), times);
    }

    static Path write(Path file, VideoFormat format, double... times) {
        try (VideoWriter writer = VideoWriter.create(file, format)) {
            for (double time : times) {
                writer.write(frame(time, format.width(), format.height()), time);
            }
            writer.finish();
        }
        return file;
    }

    /** A WAV file of 16 bits. */
    static Path tone(Path file, double seconds, int rate, int channels) throws IOException {
        int samples = (int) (seconds * rate);
        byte[] bytes = new byte[2 * channels * samples];
        for (int i = 0; i < samples * channels; i++) {
            int value = sample(i / channels, rate);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
    }

    private static short sample(long number, int rate) {
        return (short) (12_000 * Math.sin(2 * Math.PI * TONE * number / rate));
    }

    /**
     * A Matroska file with a tone alone.
     *
     * @param encoder of FFmpeg, for whole numbers; libmp3lame and ac3_fixed take one channel
     */
    static Path coded(Path file, String encoder, double seconds, int rate, int channels) {
        int form = switch (encoder) {
            case "libmp3lame" -> avutil.AV_SAMPLE_FMT_S16P;
            case "ac3_fixed" -> avutil.AV_SAMPLE_FMT_S32P;
            default -> avutil.AV_SAMPLE_FMT_S16;
        };
        try (Muxer muxer = Muxer.open(file);
                Encoder sound = new Encoder(encoder, muxer, context -> {
                    avutil.av_channel_layout_default(context.ch_layout(), channels);
                    context.sample_rate(rate).sample_fmt(form).bit_rate(64_000);
                    context.time_base(Ffmpeg.rational(1, rate));
                })) {
            muxer.begin();
            encodeTone(sound, (long) (seconds * rate), channels);
            muxer.finish();
        }
        return file;
    }

    private static void encodeTone(Encoder sound, long samples, int channels) {
        AVCodecContext form = sound.context();
        int count = form.frame_size();
        AVFrame frame = Ffmpeg.present(avutil.av_frame_alloc());
        avutil.av_channel_layout_copy(frame.ch_layout(), form.ch_layout());
        frame.format(form.sample_fmt()).sample_rate(form.sample_rate()).nb_samples(count);
        Ffmpeg.require(avutil.av_frame_get_buffer(frame, 0), "make room for sound");
        boolean wide = form.sample_fmt() == avutil.AV_SAMPLE_FMT_S32P;
        for (long first = 0; first + count <= samples; first += count) {
            Ffmpeg.require(avutil.av_frame_make_writable(frame), "make room for sound");
            for (int i = 0; i < count * channels; i++) {
                short value = sample(first + i / channels, form.sample_rate());
                if (wide) {
                    new IntPointer(frame.data(0)).put(i, value << 16);
                } else {
                    new ShortPointer(frame.data(0)).put(i, value);
                }
            }
            frame.pts(first);
            sound.encode(frame, count);
        }
        sound.drain(count);
        avutil.av_frame_free(frame);
    }

    /** The packets of files in one file of another form, as FFmpeg calls it, later by some seconds. */
    static Path remux(Path file, String form, double later, Path... sources) {
        AVFormatContext target = new AVFormatContext(null);
        AVIOContext out = new AVIOContext(null);
        Ffmpeg.require(avformat.avformat_alloc_output_context2(target, null, form, file.toString()), "write " + form);
        Ffmpeg.require(
                avformat.avio_open2(out, file.toString(), avformat.AVIO_FLAG_WRITE, null, null), "write " + file);
        target.pb(out);
        List<Demuxer> demuxers = Stream.of(sources).map(Demuxer::open).toList();
        for (Demuxer demuxer : demuxers) {
            for (int i = 0; i < demuxer.context().nb_streams(); i++) {
                AVStream stream = avformat.avformat_new_stream(target, (AVCodec) null);
                avcodec.avcodec_parameters_copy(
                        stream.codecpar(), demuxer.stream(i).codecpar());
                stream.codecpar().codec_tag(0);
                stream.time_base(demuxer.stream(i).time_base());
            }
        }
        Ffmpeg.require(avformat.avformat_write_header(target, (PointerPointer<?>) null), "begin " + file);
        int first = 0;
        for (Demuxer demuxer : demuxers) {
            copyPackets(demuxer, target, first, later);
            first += demuxer.context().nb_streams();
            demuxer.close();
        }
        Ffmpeg.require(avformat.av_write_trailer(target), "end " + file);
        avformat.avio_closep(out);
        avformat.avformat_free_context(target);
        return file;
    }

    private static void copyPackets(Demuxer demuxer, AVFormatContext target, int first, double later) {
        while (demuxer.read() >= 0) {
            AVPacket packet = demuxer.packet();
            AVRational unit = demuxer.stream(packet.stream_index()).time_base();
            packet.stream_index(first + packet.stream_index());
            packet.pts(packet.pts() + Ffmpeg.units(later, unit));
            packet.dts(packet.dts() + Ffmpeg.units(later, unit));
            avcodec.av_packet_rescale_ts(
                    packet, unit, target.streams(packet.stream_index()).time_base());
            Ffmpeg.require(avformat.av_interleaved_write_frame(target, packet), "write a packet");
        }
    }

    /** Mean absolute difference of two pictures of a size, in grey levels. */
    static double difference(BufferedImage expected, RgbImage picture) {
        RgbImage wanted = RgbImage.of(expected);
        long sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    sum += Math.abs(wanted.value(x, y, channel) - picture.value(x, y, channel));
                }
            }
        }
        return sum / (double) (picture.width() * picture.height() * RgbImage.CHANNELS);
    }
}

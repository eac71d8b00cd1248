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
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

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
            int value = (int) (12_000 * Math.sin(2 * Math.PI * TONE * (i / channels) / rate));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
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

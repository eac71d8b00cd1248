package dev.mien.video;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The frames of a GIF (GIF89a specification), PNG (PNG specification, third edition) or WebP (RFC 9649) file.
 *
 * @param width in pixels
 * @param height in pixels
 * @param count of frames that the file has
 * @param seconds that they are shown in all; 0 where FFmpeg tells it
 * @param isWhole whether the file goes on to its end mark, or to the length that it claims
 */
record PictureFrames(Form form, long width, long height, long count, double seconds, boolean isWhole) {
    /** An hour of 1280 x 720 at 15 frames a second. A small file could keep a program busy for any time. */
    static final long MOST_PIXELS = 50_000_000_000L;

    /** The formats that may have several frames. */
    enum Form {
        GIF,
        PNG,
        WEBP
    }

    private static final int GIF_HEADER = 13;
    private static final int GIF_EXTENSION = 0x21;
    private static final int GIF_FRAME = 0x2c;
    private static final int GIF_END = 0x3b;
    private static final int PNG_HEADER = 8;
    private static final int PNG_AROUND = 12;
    private static final int RIFF_HEADER = 12;
    private static final int WEBP_ANIMATED = 2;

    /** Whether a file is of one of these formats. */
    static boolean mayBe(byte[] start) {
        return form(FileWindow.of(start)).isPresent();
    }

    /** Counts the frames of a file. Empty if it is of another format or cannot be read. */
    static Optional<PictureFrames> of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return of(FileWindow.of(channel));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<PictureFrames> of(FileWindow file) throws IOException {
        Optional<Form> form = form(file);
        if (form.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (form.get()) {
                    case GIF -> gif(file);
                    case PNG -> png(file);
                    case WEBP -> webp(file);
                });
    }

    private static Optional<Form> form(FileWindow file) {
        try {
            if (file.text(0, 4).equals("GIF8")) {
                return Optional.of(Form.GIF);
            }
            if (file.text(0, PNG_HEADER).equals("\u0089PNG\r\n\u001a\n")) {
                return Optional.of(Form.PNG);
            }
            return file.text(8, 4).equals("WEBP") ? Optional.of(Form.WEBP) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PictureFrames gif(FileWindow file) throws IOException {
        long next = afterTable(GIF_HEADER, file.at(10));
        long frames = 0;
        int mark = file.at(next);
        while (mark == GIF_FRAME || mark == GIF_EXTENSION) {
            frames += mark == GIF_FRAME ? 1 : 0;
            long blocks = mark == GIF_FRAME ? afterTable(next + 10, file.at(next + 9)) + 1 : next + 2;
            next = afterBlocks(file, blocks);
            mark = file.at(next);
        }
        return new PictureFrames(Form.GIF, file.little(6, 2), file.little(8, 2), frames, 0, mark == GIF_END);
    }

    private static long afterTable(long start, int flags) {
        return flags < 0 || (flags & 0x80) == 0 ? start : start + 3L * (2 << (flags & 7));
    }

    private static long afterBlocks(FileWindow file, long start) throws IOException {
        long next = start;
        for (int length = file.at(next); length > 0; length = file.at(next)) {
            next += length + 1;
        }
        return next + 1;
    }

    /** Frames stand behind the chunk acTL, which stands before the pixels. A picture without it is not read on. */
    private static PictureFrames png(FileWindow file) throws IOException {
        boolean isAnimated = false;
        long frames = 0;
        double seconds = 0;
        String type = "";
        for (long next = PNG_HEADER; next + PNG_AROUND <= file.length() && !type.equals("IEND"); ) {
            type = file.text(next + 4, 4);
            isAnimated |= type.equals("acTL");
            if (type.equals("fcTL")) {
                frames++;
                seconds += pngSeconds(file.big(next + 28, 2), file.big(next + 30, 2));
            }
            if (type.equals("IDAT") && !isAnimated) {
                break;
            }
            next += file.big(next, 4) + PNG_AROUND;
        }
        boolean isWhole = !isAnimated || type.equals("IEND");
        return new PictureFrames(Form.PNG, file.big(16, 4), file.big(20, 4), isAnimated ? frames : 1, seconds, isWhole);
    }

    /** A denominator of 0 stands for 100. FFmpeg shows 15 frames a second where the file says as fast as possible. */
    private static double pngSeconds(long numerator, long denominator) {
        return numerator == 0 ? 1 / 15.0 : numerator / (denominator == 0 ? 100.0 : denominator);
    }

    private static PictureFrames webp(FileWindow file) throws IOException {
        boolean isAnimated = file.text(RIFF_HEADER, 4).equals("VP8X") && (file.at(20) & WEBP_ANIMATED) != 0;
        long end = Math.min(file.length(), 8 + file.little(4, 4));
        long frames = 0;
        for (long next = RIFF_HEADER; isAnimated && next + 8 <= end; ) {
            frames += file.text(next, 4).equals("ANMF") ? 1 : 0;
            long length = file.little(next + 4, 4);
            next += 8 + length + length % 2;
        }
        boolean isWhole = 8 + file.little(4, 4) <= file.length();
        return new PictureFrames(
                Form.WEBP, file.little(24, 3) + 1, file.little(27, 3) + 1, isAnimated ? frames : 1, 0, isWhole);
    }

    /** Whether the picture moves. */
    boolean areSeveral() {
        return count > 1;
    }

    /** Rejects a file that would take too long. */
    void requireFew(String name) {
        if (width * height > 0 && count > MOST_PIXELS / (width * height)) {
            throw new InvalidInputException(name + " has " + count + " frames of " + width + "x" + height
                    + " pixels, at most " + MOST_PIXELS + " pixels are read in all: make it smaller");
        }
    }
}

package dev.mien.dataset;

import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes FER2013's CSV. */
final class Fer2013CsvWriter {
    private static final int LONGEST_NUMBER = 4;
    private static final int LONGEST_REST = 64;
    private static final byte[][] NUMBERS = numbers();

    private final Dataset data;
    private final byte[] pixels;
    private final byte[] line;

    Fer2013CsvWriter(Dataset data) {
        this.data = data;
        this.pixels = new byte[data.pixelsPerSample()];
        this.line = new byte[LONGEST_NUMBER * pixels.length + LONGEST_REST];
    }

    private static byte[][] numbers() {
        byte[][] numbers = new byte[1 << Byte.SIZE][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes(String.valueOf(i));
        }
        return numbers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void write(Path file) {
        boolean gzip =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFile.writeWithFolder(file, out -> {
            if (gzip) {
                GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
                writeRows(packed);
                packed.finish();
            } else {
                writeRows(out);
            }
        });
    }

    private void writeRows(OutputStream out) throws IOException {
        out.write(bytes(data.hasUsages() ? "emotion,pixels,Usage\n" : "emotion,pixels\n"));
        for (int i = 0; i < data.size(); i++) {
            out.write(line, 0, format(i));
        }
    }

    /** Writes a row to {@code line} and returns its length. */
    private int format(int index) {
        data.copyPixels(index, pixels, 0);
        int length = append(bytes(data.label(index) + ","), 0);
        for (int p = 0; p < pixels.length; p++) {
            length = append(NUMBERS[pixels[p] & 0xff], length);
            line[length++] = ' ';
        }
        String usage = data.usage(index).map(u -> "," + u.label()).orElse("");
        return append(bytes(usage + "\n"), length - 1);
    }

    private int append(byte[] text, int at) {
        System.arraycopy(text, 0, line, at, text.length);
        return at + text.length;
    }
}

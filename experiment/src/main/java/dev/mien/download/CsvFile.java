package dev.mien.download;

import dev.mien.dataset.Dataset;
import dev.mien.dataset.Usage;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Writes faces in the form of FER2013's CSV. */
final class CsvFile {
    private static final byte[][] NUMBERS = IntStream.range(0, 256)
            .mapToObj(grey -> ascii(Integer.toString(grey)))
            .toArray(byte[][]::new);

    private CsvFile() {}

    /** @param file packed by gzip if its name ends in {@code .gz}; a missing folder is created */
    static void write(Dataset faces, Path file) {
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFile.writeWithFolder(file, out -> {
            if (packed) {
                GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                writeRows(faces, gzip);
                gzip.finish();
            } else {
                writeRows(faces, out);
            }
        });
    }

    private static void writeRows(Dataset faces, OutputStream out) throws IOException {
        out.write(ascii("emotion,pixels,Usage\n"));
        byte[] pixels = new byte[faces.pixelsPerSample()];
        byte[] line = new byte[4 * pixels.length + 32];
        for (int i = 0; i < faces.size(); i++) {
            faces.copyPixels(i, pixels, 0);
            int end = append(NUMBERS[faces.label(i)], line, 0);
            for (int p = 0; p < pixels.length; p++) {
                line[end++] = (byte) (p == 0 ? ',' : ' ');
                end = append(NUMBERS[pixels[p] & 0xff], line, end);
            }
            end = append(
                    ascii(faces.usage(i)
                                    .map(Usage::label)
                                    .map(word -> "," + word)
                                    .orElse(",") + "\n"),
                    line,
                    end);
            out.write(line, 0, end);
        }
    }

    private static int append(byte[] text, byte[] line, int end) {
        System.arraycopy(text, 0, line, end, text.length);
        return end + text.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

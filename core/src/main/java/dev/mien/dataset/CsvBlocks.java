package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.io.WholeFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a CSV file, plain or gzip: first its header, then blocks of whole lines. Beyond a block it keeps one line in
 * memory.
 */
final class CsvBlocks implements Closeable {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 0x504b;
    private static final int UTF_16_MAGIC = 0xfeff;
    private static final int REVERSED_UTF_16_MAGIC = 0xfffe;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final InputStream input;
    private final boolean gzip;
    private final CsvHeader header;
    private final byte[] carry = new byte[CsvBlock.SIZE];
    private int carried;
    private long rows;
    private long lines;

    private CsvBlocks(Path path, InputStream input, boolean gzip) throws IOException {
        this.path = path;
        this.input = input;
        this.gzip = gzip;
        this.header = CsvHeader.parse(path.toString(), headerLine());
    }

    /** Opens a file and reads its header. */
    static CsvBlocks open(Path path) {
        refuseUnlessFile(path);
        try {
            return openStream(path);
        } catch (IOException e) {
            throw unreadable(path, 0, e);
        }
    }

    private static void refuseUnlessFile(Path path) {
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(path + " is a folder, expected a CSV file such as fer2013.csv");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(path
                    + " does not exist: give the path of fer2013.csv or fer2013.csv.gz, or of a folder of pictures");
        }
    }

    private static CsvBlocks openStream(Path path) throws IOException {
        InputStream file = new BufferedInputStream(WholeFile.open(path), BUFFER);
        try {
            file.mark(2);
            int magic = file.read() << Byte.SIZE | file.read();
            file.reset();
            if (magic == ZIP_MAGIC) {
                throw new InvalidInputException(path + " is a zip archive: unpack it and give the CSV file inside");
            }
            if (magic == UTF_16_MAGIC || magic == REVERSED_UTF_16_MAGIC) {
                throw new InvalidInputException(path + " is text in UTF-16, expected UTF-8: save it as UTF-8");
            }
            boolean gzip = magic == GZIP_MAGIC;
            InputStream text = gzip ? new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER) : file;
            return new CsvBlocks(path, text, gzip);
        } catch (IOException | InvalidInputException e) {
            file.close();
            throw e;
        }
    }

    CsvHeader header() {
        return header;
    }

    /** Whether the file is compressed. */
    boolean gzip() {
        return gzip;
    }

    /** Number of rows handed out so far. */
    long rows() {
        return rows;
    }

    /** Fills a block with the next rows. Returns false at the end of the file. */
    boolean fill(CsvBlock block) {
        try {
            System.arraycopy(carry, 0, block.bytes, 0, carried);
            int read = input.readNBytes(block.bytes, carried, block.bytes.length - carried);
            int length = carried + read;
            carried = 0;
            if (length == block.bytes.length) {
                length = cutAfterLastLine(block.bytes);
            }
            lines += block.index(length, rows, lines);
            rows += block.rows();
            return length > 0;
        } catch (IOException e) {
            throw unreadable(path, rows, e);
        }
    }

    private int cutAfterLastLine(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        if (length == 0) {
            throw new InvalidInputException(path + ", line " + (lines + 1) + " is longer than " + CsvBlock.SIZE
                    + " bytes, a row of FER2013 has about 9,000: check that this is the right file");
        }
        carried = bytes.length - length;
        System.arraycopy(bytes, length, carry, 0, carried);
        return length;
    }

    /** The first line that is not blank. */
    private String headerLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = input.read(); b >= 0; b = input.read()) {
            if (b != '\n') {
                line.write(b);
            } else {
                lines++;
                String text = line.toString(StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    return text;
                }
                line.reset();
            }
            if (line.size() > BUFFER) {
                break;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static InvalidInputException unreadable(Path path, long rows, IOException cause) {
        if (cause instanceof EOFException) {
            return new InvalidInputException(
                    path + " ends in the middle of its gzip stream, after row " + rows
                            + ": the file is cut off, copy or download it again",
                    cause);
        }
        if (cause instanceof ZipException) {
            return new InvalidInputException(
                    path + " has a damaged gzip stream after row " + rows + " (" + cause.getMessage()
                            + "): copy or download it again",
                    cause);
        }
        return new InvalidInputException(path + " cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw unreadable(path, rows, e);
        }
    }
}

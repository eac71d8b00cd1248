package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.Sha256;
import dev.mien.io.WriteFailedException;
import dev.mien.nn.HalfPrecision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The form of a {@code TeacherBank}: eight letters, the length of the key's text and the text, and then for each view faces x outputs
 * numbers of 16 bits, little-endian, and the SHA-256 of the view's number and its numbers.
 */
final class TeacherBankFile {
    private static final byte[] LETTERS = "mienbank".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM = 32;

    /** A probability that 16 bits of its logarithm can hold well; smaller ones teach nothing. */
    private static final double SMALLEST = 1e-12;

    private final Path file;
    private final Path unfinished;
    private final TeacherBankKey key;
    private final byte[] head;
    private final int viewBytes;

    TeacherBankFile(Path file, TeacherBankKey key) {
        this.file = file;
        this.key = key;
        unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        byte[] text = key.text().getBytes(StandardCharsets.UTF_8);
        head = ByteBuffer.allocate(LETTERS.length + Integer.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(LETTERS)
                .putInt(text.length)
                .put(text)
                .array();
        viewBytes = Math.multiplyExact(Math.multiplyExact(key.rows().size(), key.outputs()), Short.BYTES);
    }

    Path file() {
        return file;
    }

    TeacherBankKey key() {
        return key;
    }

    private long begin(int view) {
        return head.length + (long) (view - 1) * (viewBytes + CHECKSUM);
    }

    /** How many views stand whole in the unfinished file; 0 where there is none. */
    int finishedViews() {
        if (!Files.exists(unfinished)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.READ)) {
            if (channel.size() < head.length || !Arrays.equals(read(channel, 0, head.length), head)) {
                return 0;
            }
            int view = 0;
            while (view < key.views() && isWhole(channel, view + 1)) {
                view++;
            }
            return view;
        } catch (IOException e) {
            throw unreadable(unfinished, e);
        }
    }

    private boolean isWhole(FileChannel channel, int view) throws IOException {
        if (channel.size() < begin(view + 1)) {
            return false;
        }
        byte[] bytes = read(channel, begin(view), viewBytes);
        return Arrays.equals(checksum(view, bytes), read(channel, begin(view) + viewBytes, CHECKSUM));
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // goes on until all is there
        }
        return buffer.array();
    }

    private static byte[] checksum(int view, byte[] bytes) {
        return new Sha256()
                .add(ByteBuffer.allocate(Integer.BYTES).putInt(0, view).array())
                .add(bytes)
                .bytes();
    }

    /**
     * The probabilities of a finished bank: view, face in the order of the rows, output.
     *
     * @throws InvalidInputException if it is damaged, or holds answers to another question
     */
    float[] probabilities() {
        float[] all = new float[key.views() * key.rows().size() * key.outputs()];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (!Arrays.equals(read(channel, 0, head.length), head)) {
                throw new InvalidInputException(
                        file + " holds a teacher's answers to another question: other faces, views or"
                                + " weights. Choose another folder for the teachers' answers, or remove the file");
            }
            for (int view = 1; view <= key.views(); view++) {
                if (channel.size() != begin(key.views() + 1) || !isWhole(channel, view)) {
                    throw new InvalidInputException(
                            file + " is damaged: its view " + view
                                    + " does not have the checksum that it carries. Remove the file, and the teacher is asked again");
                }
                decode(read(channel, begin(view), viewBytes), all, (view - 1) * viewBytes / Short.BYTES);
            }
            return all;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void decode(byte[] bytes, float[] target, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes.length / Short.BYTES; i++) {
            target[offset + i] = (float) Math.exp(HalfPrecision.value(buffer.getShort()));
        }
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        return new InvalidInputException("cannot read " + file + ": " + FailureReason.of(e), e);
    }

    /** Goes on with the unfinished file behind its last whole view, or begins it. */
    Appender append() {
        int done = finishedViews();
        AtomicFile.makeFolderOf(unfinished);
        try {
            FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            write(channel, head, 0);
            channel.truncate(begin(done + 1));
            return new Appender(channel, done);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    private WriteFailedException failed(IOException e) {
        return new WriteFailedException(
                "cannot write " + unfinished + ": " + FailureReason.of(e)
                        + ". Free some space or choose a folder that can be written to",
                e);
    }

    /** Writes one view after the other. */
    final class Appender implements AutoCloseable {
        private final FileChannel channel;
        private int done;

        private Appender(FileChannel channel, int done) {
            this.channel = channel;
            this.done = done;
        }

        /** The number of the view that is to be added next. */
        int next() {
            return done + 1;
        }

        /** Adds a view: probabilities, faces in the order of the rows x outputs. */
        void add(float[][] probabilities) {
            ByteBuffer buffer = ByteBuffer.allocate(viewBytes).order(ByteOrder.LITTLE_ENDIAN);
            for (float[] face : probabilities) {
                for (float probability : face) {
                    buffer.putShort(HalfPrecision.bits((float) Math.log(Math.max(probability, SMALLEST))));
                }
            }
            try {
                write(channel, buffer.array(), begin(next()));
                write(channel, checksum(next(), buffer.array()), begin(next()) + viewBytes);
                channel.force(false);
            } catch (IOException e) {
                throw failed(e);
            }
            done++;
        }

        /** Gives the file its name, when all views are in it. */
        void finish() {
            try {
                channel.force(true);
                channel.close();
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}

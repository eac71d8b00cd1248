package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.image.DecodingOptions;
import dev.mien.image.RgbImage;
import dev.mien.io.FailureReason;
import dev.mien.io.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The source of a picture. */
public sealed interface PictureSource {
    /** The name in the answer: the path as given, or {@code -}. {@link FileNames} says how odd bytes are written. */
    String file();

    /**
     * The path for files made from the picture, relative to the folder that the caller named: {@code holiday/one.jpg}.
     */
    Path place();

    /** The file that it is read from, which must not be overwritten; empty where there is none. */
    default Optional<Path> original() {
        return Optional.empty();
    }

    /** Whether there is a picture to decode at all. */
    default boolean isPicture() {
        return true;
    }

    /**
     * Decodes it.
     *
     * @param claimed gets the number of its pixels before memory is taken for them, and may wait
     * @throws dev.mien.InvalidInputException if it cannot be decoded
     */
    RgbImage read(LongConsumer claimed);

    /** Whether it can be decoded a second time. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * A file.
     *
     * @param path of the file
     * @param root the folder that the caller named, or the file's own
     */
    record File(Path path, Path root) implements PictureSource {
        @Override
        public String file() {
            return FileNames.of(path);
        }

        @Override
        public Path place() {
            return root.relativize(path);
        }

        @Override
        public Optional<Path> original() {
            return Optional.of(path);
        }

        @Override
        public RgbImage read(LongConsumer claimed) {
            return RgbImage.read(path, claimed);
        }
    }

    /**
     * An unreadable folder.
     *
     * @param path of the folder
     * @param root the folder that the caller named
     * @param reason why it is unreadable
     */
    record Unreadable(Path path, Path root, String reason) implements PictureSource {
        @Override
        public String file() {
            return FileNames.of(path);
        }

        @Override
        public Path place() {
            return root.relativize(path);
        }

        @Override
        public boolean isPicture() {
            return false;
        }

        @Override
        public RgbImage read(LongConsumer claimed) {
            throw new InvalidInputException("cannot read the folder " + path + ": " + reason);
        }
    }

    /**
     * A picture from a stream that can be read once.
     *
     * @param input gives the stream
     */
    record Stream(Supplier<InputStream> input) implements PictureSource {
        @Override
        public String file() {
            return PictureInputs.STANDARD_INPUT;
        }

        @Override
        public Path place() {
            return Path.of("stdin");
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public RgbImage read(LongConsumer claimed) {
            try {
                return RgbImage.decode("the picture on standard input", input.get());
            } catch (IOException e) {
                throw new InvalidInputException("standard input cannot be read: " + FailureReason.of(e), e);
            }
        }
    }

    /**
     * The bytes of a picture's file in memory. Nothing of it is written to a disk.
     *
     * @param file its name in the answer, and in messages
     * @param bytes of the file; not copied
     * @param options the largest picture that is decoded
     */
    record Bytes(String file, byte[] bytes, DecodingOptions options) implements PictureSource {
        @Override
        public Path place() {
            return Path.of("picture");
        }

        @Override
        public RgbImage read(LongConsumer claimed) {
            String name = file.equals(PictureInputs.STANDARD_INPUT) ? "the picture" : file;
            return RgbImage.decode(name, bytes, options, claimed);
        }
    }
}

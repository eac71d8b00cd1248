package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.image.RgbImage;
import dev.mien.io.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Where a picture comes from. */
public sealed interface PictureSource {
    /** What the answer calls it: the path as it was given, or {@code -}. */
    String file();

    /** The path, from the folder that was named, under which what is made of the picture is to be written: {@code holiday/one.jpg}. */
    Path place();

    /**
     * Decodes it.
     *
     * @throws dev.mien.InvalidInputException if that is not possible
     */
    RgbImage read();

    /**
     * A file.
     *
     * @param path of the file
     * @param root the folder that was named, or the file's own
     */
    record File(Path path, Path root) implements PictureSource {
        @Override
        public String file() {
            return path.toString();
        }

        @Override
        public Path place() {
            return root.relativize(path);
        }

        @Override
        public RgbImage read() {
            return RgbImage.read(path);
        }
    }

    /**
     * A folder that cannot be looked into.
     *
     * @param path of the folder
     * @param root the folder that was named
     * @param reason why
     */
    record Unreadable(Path path, Path root, String reason) implements PictureSource {
        @Override
        public String file() {
            return path.toString();
        }

        @Override
        public Path place() {
            return root.relativize(path);
        }

        @Override
        public RgbImage read() {
            throw new InvalidInputException("cannot look into " + path + ": " + reason);
        }
    }

    /**
     * A picture that comes in, once.
     *
     * @param input gives it
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
        public RgbImage read() {
            try {
                return RgbImage.decode("the picture on standard input", input.get());
            } catch (IOException e) {
                throw new InvalidInputException("standard input cannot be read: " + FailureReason.of(e), e);
            }
        }
    }
}

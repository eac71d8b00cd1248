package dev.mien.image;

import dev.mien.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a picture's file, with the messages that reject them.
 *
 * @param name the picture's name in messages
 */
record PictureFile(String name, byte[] bytes, DecodingOptions options) {
    /** The same picture with other bytes. */
    PictureFile with(byte[] others) {
        return new PictureFile(name, others, options);
    }

    ByteBuffer buffer(ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Rejects a size of 0, and a size larger than the options allow. */
    void requireSize(long width, long height) {
        requireSize(width, height, "pixels");
    }

    /** The same for a tile, which is decoded in one piece. */
    void requireTile(long width, long height) {
        requireSize(width, height, "pixels in a tile");
    }

    private void requireSize(long width, long height, String what) {
        if (width < 1 || height < 1) {
            throw damaged("it claims a size of " + width + "x" + height);
        }
        if (width > options.mostPixels() / height) {
            throw new InvalidInputException(name + " claims " + width + "x" + height + " " + what + ", at most "
                    + options.mostPixels() + " are read: make it smaller");
        }
    }

    /** @param missing the part before which the file ends */
    InvalidInputException cutOff(String missing) {
        return new InvalidInputException(name + " is cut off: its " + bytes.length + " bytes end before " + missing
                + ": fetch or copy it again");
    }

    InvalidInputException damaged(String reason) {
        return new InvalidInputException(name + " cannot be decoded (" + reason + "): replace or remove it");
    }

    InvalidInputException damaged(Throwable cause) {
        String message = cause.getMessage();
        String reason = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return new InvalidInputException(name + " cannot be decoded (" + reason + "): replace or remove it", cause);
    }
}

package dev.mien.image;

import dev.mien.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * The bytes of a picture's file, with the messages that reject them.
 *
 * @param name the picture's name in messages
 * @param claimed gets the number of pixels that the file claims, before memory is taken for them
 */
record PictureFile(String name, byte[] bytes, DecodingOptions options, LongConsumer claimed) {
    /** Class names, hash codes, and the limits of arrays. */
    private static final Pattern OBJECTS =
            Pattern.compile("@[0-9a-f]{4,}|\\b(java|javax|sun|com)\\.[a-z]|Exception|\\bnull\\b|out of bounds");

    /** A small picture of this many pixels may be of one colour, and a file of any length holds it. */
    private static final long FREE_PIXELS = 16_000_000;

    /** No photo is packed into so few bytes. */
    private static final long MOST_PIXELS_OF_A_BYTE = 10_000;

    /** The same picture with other bytes. */
    PictureFile with(byte[] others) {
        return new PictureFile(name, others, options, claimed);
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
        claimed.accept(width * height);
    }

    /**
     * Rejects a size that no photo has in a file of this length, for formats that can pack any number of equal pixels
     * into some bytes.
     */
    void requireDense(long width, long height) {
        if (width * height > FREE_PIXELS + MOST_PIXELS_OF_A_BYTE * bytes.length) {
            throw new InvalidInputException(name + " claims " + width + "x" + height + " pixels in " + bytes.length
                    + " bytes, too few for a photo: make the picture smaller");
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
        return new InvalidInputException(
                name + " cannot be decoded (" + reason(cause) + "): replace or remove it", cause);
    }

    /** A reader's own words, unless they are about Java's objects. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).strip();
        if (cause instanceof EOFException) {
            return "its data end early";
        }
        boolean isProse = cause instanceof IOException
                && message.contains(" ")
                && !OBJECTS.matcher(message).find();
        return isProse ? message : "its parts do not fit each other";
    }
}

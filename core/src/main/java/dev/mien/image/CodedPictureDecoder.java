package dev.mien.image;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Decodes the pictures in HEIC and AVIF files. The module mien-media has one on FFmpeg. {@link java.util.ServiceLoader}
 * finds it on the class path. An implementation has a public constructor without parameters, and is thread-safe.
 */
public interface CodedPictureDecoder {
    /**
     * Decodes pictures in their order.
     *
     * @param target gets each picture, of the size that was told, in the primaries and the transfer characteristics
     *     that it was coded with
     * @throws IOException if one is damaged, is cut off or has another size. The message completes the sentence "the
     *     file cannot be decoded (...)"
     */
    void decode(CodedPictures pictures, Consumer<RgbImage> target) throws IOException;
}

package dev.mien.image;

import dev.mien.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Pictures that a video codec codes, as HEIC and AVIF hold them: one, or the tiles of a large one.
 *
 * @param form what all of them share
 * @param data the bytes of each picture as the file has them (HEVC: units behind their lengths; AV1: a temporal unit)
 */
public record CodedPictures(Form form, List<ByteBuffer> data) {
    /** The number of a colour matrix that the file leaves open (ITU-T H.273, 8.3). */
    public static final int UNTOLD_MATRIX = 2;

    /** Copies the list, but not the bytes. */
    public CodedPictures {
        data = data.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
        if (data.isEmpty()) {
            throw new InvalidInputException("there are no coded pictures, expected at least one");
        }
    }

    /** The codecs of pictures. */
    public enum Codec {
        /** HEIC. */
        HEVC,
        /** AVIF. */
        AV1
    }

    /** The values that luma and chroma take. */
    public enum Range {
        /** As the coded picture says. */
        UNTOLD,
        /** 16 to 235 in eight bits. */
        LIMITED,
        /** 0 to 255 in eight bits. */
        FULL
    }

    /**
     * What coded pictures share.
     *
     * @param configuration of the decoder: the content of the box hvcC or av1C
     * @param width of each picture in pixels
     * @param height in pixels
     * @param matrix of the colours by ITU-T H.273; {@value #UNTOLD_MATRIX} where the coded picture tells it
     * @param range of the values
     */
    public record Form(Codec codec, ByteBuffer configuration, int width, int height, int matrix, Range range) {
        /** Makes the bytes unchangeable. */
        public Form {
            configuration = configuration.asReadOnlyBuffer();
        }
    }
}

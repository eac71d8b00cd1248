package dev.mien.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** The formats that Mien decodes. The first bytes identify them, not a file's name. */
enum PictureFormat {
    JPEG(JpegPicture::decode, 0, 0xff, 0xd8, 0xff),
    PNG(PngPicture::decode, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a),
    GIF(GifPicture::decode, 0, 'G', 'I', 'F', '8'),
    WEBP(WebpPicture::decode, 8, 'W', 'E', 'B', 'P'),
    TIFF(TiffPicture::decode, 0, 'I', 'I', 42, 0),
    TIFF_BIG_ENDIAN(TiffPicture::decode, 0, 'M', 'M', 0, 42),
    BIG_TIFF(TiffPicture::decode, 0, 'I', 'I', 43, 0),
    BIG_TIFF_BIG_ENDIAN(TiffPicture::decode, 0, 'M', 'M', 0, 43),
    BMP(BmpPicture::decode, 0, 'B', 'M'),
    HEIF(HeifPicture::decode, HeifBrand::isPicture);

    /** Decodes a file of one format to upright pixels. */
    interface Decoder {
        Samples decode(PictureFile file) throws IOException;
    }

    private final Decoder decoder;
    private final Predicate<byte[]> mark;

    PictureFormat(Decoder decoder, int offset, int... signature) {
        this(decoder, start -> startsWith(start, offset, bytes(signature)));
    }

    PictureFormat(Decoder decoder, Predicate<byte[]> mark) {
        this.decoder = decoder;
        this.mark = mark;
    }

    private static byte[] bytes(int... signature) {
        byte[] bytes = new byte[signature.length];
        for (int i = 0; i < signature.length; i++) {
            bytes[i] = (byte) signature[i];
        }
        return bytes;
    }

    static Optional<PictureFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.mark.test(bytes)).findFirst();
    }

    Samples decode(PictureFile file) throws IOException {
        return decoder.decode(file);
    }

    static boolean startsWith(byte[] bytes, int offset, byte[] signature) {
        int end = offset + signature.length;
        return end <= bytes.length && Arrays.equals(bytes, offset, end, signature, 0, signature.length);
    }

    static boolean startsWith(byte[] bytes, int offset, String signature) {
        return startsWith(bytes, offset, signature.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package dev.mien.drawing;

import dev.mien.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Base64;

/** A picture that was encoded as PNG once and goes to several places: a file, and the page of a report. */
public final class EncodedPicture {
    private final byte[] png;

    private EncodedPicture(byte[] png) {
        this.png = png;
    }

    /** Encodes a picture. */
    public static EncodedPicture of(BufferedImage image) {
        return new EncodedPicture(Pngs.encode(image));
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        AtomicFile.writeWithFolder(file, out -> out.write(png));
    }

    /** The bytes of the PNG in Base64 (RFC 4648), without line breaks. */
    public String base64() {
        return Base64.getEncoder().encodeToString(png);
    }
}

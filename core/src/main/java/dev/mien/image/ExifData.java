package dev.mien.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/** Reads the orientation from EXIF data. */
final class ExifData {
    private ExifData() {}

    /**
     * The orientation in EXIF's TIFF structure, or {@link ExifOrientation#TOP_LEFT} if it has no orientation or is
     * damaged: damaged metadata must not cost the picture.
     *
     * @param tiff from the byte order mark on
     */
    static ExifOrientation orientation(byte[] tiff) {
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(tiff), metadata, 0);
        } catch (StackOverflowError e) {
            // thousands of chained directories: the orientation found before counts
        }
        return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                .filter(code -> code != null)
                .findFirst()
                .map(ExifOrientation::of)
                .orElse(ExifOrientation.TOP_LEFT);
    }
}

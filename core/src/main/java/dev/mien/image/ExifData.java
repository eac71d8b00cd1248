package dev.mien.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/** What is read of EXIF's data: the orientation alone. */
final class ExifData {
    private ExifData() {}

    /**
     * The orientation that EXIF's TIFF structure names; {@link ExifOrientation#TOP_LEFT} where it names none or is damaged, since a
     * picture is worth more than its notes.
     *
     * @param tiff from the byte order mark on
     */
    static ExifOrientation orientation(byte[] tiff) {
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(tiff), metadata, 0);
        } catch (StackOverflowError e) {
            // directories chained by the thousand: what was read before counts
        }
        return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                .filter(code -> code != null)
                .findFirst()
                .map(ExifOrientation::of)
                .orElse(ExifOrientation.TOP_LEFT);
    }
}

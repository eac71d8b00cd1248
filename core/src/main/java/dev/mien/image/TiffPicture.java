package dev.mien.image;

import java.io.EOFException;
import java.io.IOException;

/** Decodes the first page of a TIFF with TwelveMonkeys' reader, which supports more compressions than Java's. */
final class TiffPicture {
    private TiffPicture() {}

    static Samples decode(PictureFile book) throws IOException {
        TiffDirectory directory = TiffDirectory.of(book);
        directory.requireSizes();
        PictureFile file = directory.alone();
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.TIFF, file)) {
            file.requireSize(reader.width(), reader.height());
            Samples stored = BufferedSamples.of(reader.read());
            if (reader.warnedOf(warning -> warning.contains("EOF") || warning.contains("end of"))) {
                throw file.cutOff("the last pixel");
            }
            return ExifData.orientation(file.bytes()).upright(stored);
        } catch (EOFException e) {
            throw file.cutOff("the last pixel");
        } catch (ClassCastException e) {
            // TwelveMonkeys' reader stores an EOFException as the value of a tag past the file's end.
            throw String.valueOf(e.getMessage()).contains("EOFException")
                    ? file.cutOff("the values of its tags")
                    : file.damaged(e);
        }
    }
}

package dev.mien.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.mien.MienException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** One of ImageIO's readers, open on one file. */
final class ImageIoReader implements AutoCloseable {
    /** Java's own reader in native code, for baseline and progressive files in grey and three colours. */
    static final ImageReaderSpi JPEG = javas("jpeg.JPEGImageReaderSpi");

    /**
     * TwelveMonkeys' reader, which also reads four colours and files that Java's own rejects. It delegates much to
     * Java's, which it finds when ImageIO registers it. If a class loader hides it from ImageIO, only Java's remains.
     */
    static final ImageReaderSpi LENIENT_JPEG = registered("com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi")
            .orElse(JPEG);

    static final ImageReaderSpi PNG = javas("png.PNGImageReaderSpi");
    static final ImageReaderSpi GIF = javas("gif.GIFImageReaderSpi");
    static final ImageReaderSpi BMP = javas("bmp.BMPImageReaderSpi");
    static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
    static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();

    private final ImageReader reader;
    private final ByteArrayImageInput input;
    private final List<String> warnings = new ArrayList<>();

    private ImageIoReader(ImageReader reader, ByteArrayImageInput input) {
        this.reader = reader;
        this.input = input;
    }

    private static ImageReaderSpi javas(String name) {
        return registered("com.sun.imageio.plugins." + name)
                .orElseThrow(
                        () -> new MienException("this Java has no reader " + name + ": use a complete JDK or JRE"));
    }

    /** Found once, because asking every reader for every picture takes longer than decoding a small one. */
    private static Optional<ImageReaderSpi> registered(String name) {
        // ImageIO registers Java's readers on its first use.
        ImageIO.getReaderFormatNames();
        Iterator<ImageReaderSpi> providers =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (providers.hasNext()) {
            ImageReaderSpi provider = providers.next();
            if (provider.getClass().getName().equals(name)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    static ImageIoReader open(ImageReaderSpi provider, PictureFile file) throws IOException {
        return open(provider, file, 0);
    }

    /** @param padding number of zeros after the file, for a reader that looks ahead */
    static ImageIoReader open(ImageReaderSpi provider, PictureFile file, int padding) throws IOException {
        ImageIoReader opened =
                new ImageIoReader(provider.createReaderInstance(), new ByteArrayImageInput(file.bytes(), padding));
        opened.reader.addIIOReadWarningListener((source, warning) -> opened.warnings.add(warning));
        opened.reader.setInput(opened.input, true, true);
        return opened;
    }

    int width() throws IOException {
        return reader.getWidth(0);
    }

    int height() throws IOException {
        return reader.getHeight(0);
    }

    /** Decodes the first picture in the file. */
    BufferedImage read() throws IOException {
        return reader.read(0);
    }

    /** Decodes into an existing array. */
    void read(Samples target) throws IOException {
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(Rasters.picture(target));
        reader.read(0, settings);
    }

    /** Whether the reader gave a warning that the predicate accepts. */
    boolean warnedOf(Predicate<String> trouble) {
        return warnings.stream().anyMatch(trouble);
    }

    /** How often the reader read past the end of the file. */
    int readsPastEnd() {
        return input.readsPastEnd();
    }

    @Override
    public void close() {
        reader.dispose();
    }
}

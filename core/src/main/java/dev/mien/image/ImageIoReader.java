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

/** One of ImageIO's readers at work on one file. */
final class ImageIoReader implements AutoCloseable {
    /** Java's own, in native code: baseline and progressive, grey and three colours. */
    static final ImageReaderSpi JPEG = javas("jpeg.JPEGImageReaderSpi");

    /**
     * TwelveMonkeys', which reads four colours too, and what Java's own refuses. It hands much on to Java's, which it finds when
     * ImageIO registers it; where a class loader hides it from ImageIO, Java's alone remains.
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

    /** Sought once: to ask every reader for every picture takes longer than to decode a small one. */
    private static Optional<ImageReaderSpi> registered(String name) {
        // Java's readers come into the registry with the first use of ImageIO.
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
        ImageIoReader opened =
                new ImageIoReader(provider.createReaderInstance(), new ByteArrayImageInput(file.bytes()));
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

    /** The first picture in the file. */
    BufferedImage read() throws IOException {
        return reader.read(0);
    }

    /** Decodes into an array that is there already. */
    void read(Samples target) throws IOException {
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setDestination(Rasters.picture(target));
        reader.read(0, settings);
    }

    /** Whether the reader warned of something while it went on. */
    boolean warnedOf(Predicate<String> trouble) {
        return warnings.stream().anyMatch(trouble);
    }

    /** How often the reader wanted a byte where the file had none left. */
    int readsPastEnd() {
        return input.readsPastEnd();
    }

    @Override
    public void close() {
        reader.dispose();
    }
}

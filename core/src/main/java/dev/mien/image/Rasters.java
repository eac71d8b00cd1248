package dev.mien.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Makes {@code BufferedImage}s over this package's arrays, so that a reader fills the array directly without a copy.
 */
final class Rasters {
    private Rasters() {}

    static WritableRaster over(int width, int height, int channels, byte[] pixels) {
        int[] offsets = channels == Samples.GRAY ? new int[] {0} : new int[] {0, 1, 2};
        DataBufferByte data = new DataBufferByte(pixels, pixels.length);
        return Raster.createInterleavedRaster(data, width, height, width * channels, channels, offsets, null);
    }

    static BufferedImage picture(Samples samples) {
        int space = samples.channels() == Samples.GRAY ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(
                model, over(samples.width(), samples.height(), samples.channels(), samples.pixels()), false, null);
    }
}

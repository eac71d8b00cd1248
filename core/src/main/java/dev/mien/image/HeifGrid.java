package dev.mien.image;

import java.nio.ByteBuffer;

/**
 * A picture of equal tiles, row by row (ISO/IEC 23008-12, 6.6.2.3). The last tiles of a row or column may reach beyond
 * the picture.
 *
 * @param size of the whole picture
 */
record HeifGrid(int rows, int columns, HeifSize size) {
    /** Reads an item's bytes: version, flags, rows - 1, columns - 1, width, height. */
    static HeifGrid of(PictureFile file, ByteBuffer data) {
        boolean isWide = (data.get(1) & 1) != 0;
        long width = isWide ? Integer.toUnsignedLong(data.getInt(4)) : Short.toUnsignedInt(data.getShort(4));
        long height = isWide ? Integer.toUnsignedLong(data.getInt(8)) : Short.toUnsignedInt(data.getShort(6));
        file.requireSize(width, height);
        return new HeifGrid(
                (data.get(2) & 0xff) + 1, (data.get(3) & 0xff) + 1, new HeifSize((int) width, (int) height));
    }

    /** Rejects tiles that leave a part of the picture empty, and tiles of which nothing is seen. */
    void requireFit(PictureFile file, int tiles, HeifSize tile) {
        boolean covers = (long) tile.width() * columns >= size.width() && (long) tile.height() * rows >= size.height();
        boolean isSeen =
                (long) tile.width() * (columns - 1) < size.width() && (long) tile.height() * (rows - 1) < size.height();
        if (tiles != rows * columns || !covers || !isSeen) {
            throw file.damaged("its " + tiles + " tiles of " + tile.width() + "x" + tile.height()
                    + " do not make a picture of " + size.width() + "x" + size.height() + " in " + rows + " rows and "
                    + columns + " columns");
        }
    }

    /** Lays a tile into the picture. */
    void place(int number, RgbImage tile, byte[] pixels) {
        int left = number % columns * tile.width();
        int top = number / columns * tile.height();
        int width = Math.min(tile.width(), size.width() - left);
        byte[] line = new byte[width * RgbImage.CHANNELS];
        for (int y = top; y < Math.min(top + tile.height(), size.height()); y++) {
            tile.copyRow(0, y - top, width, line);
            System.arraycopy(line, 0, pixels, (y * size.width() + left) * RgbImage.CHANNELS, line.length);
        }
    }
}

package dev.mien.image;

import java.util.Map;

/**
 * Checks that the codes of a TIFF that is a fax are there for all rows of its strips (TIFF 6.0, sections 10 and 11).
 */
final class TiffFax {
    private static final int COMPRESSION = 259;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int ROWS_OF_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int T4_OPTIONS = 292;
    private static final int REVERSED = 2;

    private static final Map<Long, FaxRows.Coding> CODINGS =
            Map.of(2L, FaxRows.Coding.ALIGNED, 3L, FaxRows.Coding.MARKED, 4L, FaxRows.Coding.UNMARKED);

    private TiffFax() {}

    /**
     * Rejects a fax whose codes end early, or are unknown. Tiles are left to the reader. So are the variants of T.4
     * without a mark before each row, in which the reader finds its way.
     */
    static void requireWhole(PictureFile file, TiffDirectory directory, int width, int height) {
        FaxRows.Coding coding = CODINGS.get(directory.value(COMPRESSION, 1));
        long[] starts = directory.values(STRIP_OFFSETS);
        long[] lengths = directory.values(STRIP_BYTES);
        if (coding == null || starts.length != lengths.length) {
            return;
        }
        boolean isMixed = coding == FaxRows.Coding.MARKED && (directory.value(T4_OPTIONS, 0) & 1) == 1;
        boolean isReversed = directory.value(FILL_ORDER, 1) == REVERSED;
        long rows = Math.min(height, Math.max(1, directory.value(ROWS_OF_STRIP, height)));
        for (int strip = 0; strip < starts.length && strip * rows < height; strip++) {
            long end = starts[strip] + lengths[strip];
            if (starts[strip] < 0 || lengths[strip] < 0 || end > file.bytes().length) {
                throw file.cutOff("the last row");
            }
            FaxCodes codes = new FaxCodes(file.bytes(), (int) starts[strip], (int) end, isReversed);
            FaxRows reader = new FaxRows(codes, isMixed ? FaxRows.Coding.MARKED_MIXED : coding, width);
            require(file, coding, reader.read(Math.min(rows, height - strip * rows)));
        }
    }

    private static void require(PictureFile file, FaxRows.Coding coding, FaxRows.Ending ending) {
        if (ending == FaxRows.Ending.EARLY) {
            throw file.damaged("its codes end before the last row");
        }
        if (ending == FaxRows.Ending.DAMAGED && coding != FaxRows.Coding.MARKED) {
            throw file.damaged("its codes are not those of a fax");
        }
    }
}

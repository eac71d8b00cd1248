package dev.mien.image;

/**
 * Counts the rows that a fax's codes stand for, without making their pixels. TwelveMonkeys' reader silently fills
 * missing rows.
 *
 * <p>A row is a list of places at which the colour changes. In the coding of one dimension, codes give the lengths of
 * white and black runs. In that of two, they say where a change is, compared with the row above (ITU-T T.4, section 4,
 * and T.6, section 2).
 */
final class FaxRows {
    /** How the data end. */
    enum Ending {
        /** After the last row. */
        COMPLETE,
        /** Before the last row. */
        EARLY,
        /** There is a code that no encoder writes. */
        DAMAGED
    }

    /** How rows are coded, by the number that a TIFF has for it. */
    enum Coding {
        /** Huffman codes of one dimension; each row begins at a whole byte. */
        ALIGNED,
        /** T.4: before each row is a mark. */
        MARKED,
        /** T.4, where a bit behind the mark says in how many dimensions a row is coded. */
        MARKED_MIXED,
        /** T.6: two dimensions, without marks. */
        UNMARKED
    }

    private final FaxCodes codes;
    private final Coding coding;
    private final int width;
    private int[] above;
    private int[] changes;
    private int aboveCount;
    private int count;

    FaxRows(FaxCodes codes, Coding coding, int width) {
        this.codes = codes;
        this.coding = coding;
        this.width = width;
        above = new int[width + 2];
        changes = new int[width + 2];
    }

    /** Reads so many rows. */
    Ending read(long rows) {
        for (long row = 0; row < rows; row++) {
            Ending ending = row();
            if (ending != Ending.COMPLETE) {
                // Behind the last code stand zeros, or a mark of the end.
                return codes.isEmpty() || isEndMark() ? Ending.EARLY : ending;
            }
        }
        return Ending.COMPLETE;
    }

    private boolean isEndMark() {
        return coding == Coding.UNMARKED && codes.isRowEnd();
    }

    private Ending row() {
        int[] last = above;
        above = changes;
        aboveCount = count;
        changes = last;
        count = 0;
        return switch (coding) {
            case ALIGNED -> {
                codes.align();
                yield runs();
            }
            case UNMARKED -> modes();
            case MARKED, MARKED_MIXED -> marked();
        };
    }

    /** Several marks one after the other end the data. */
    private Ending marked() {
        if (!codes.skipRowEnd()) {
            return codes.isEmpty() ? Ending.EARLY : Ending.DAMAGED;
        }
        boolean isMixed = coding == Coding.MARKED_MIXED;
        boolean isOneDimension = !isMixed || codes.flag();
        if (codes.skipRowEnd()) {
            return Ending.EARLY;
        }
        return isOneDimension ? runs() : modes();
    }

    private static Ending ending(int code) {
        return code == FaxCodes.END ? Ending.EARLY : Ending.DAMAGED;
    }

    private Ending runs() {
        int place = 0;
        boolean white = true;
        while (place < width || count == 0) {
            int run = codes.run(white);
            if (run < 0) {
                return ending(run);
            }
            place += run;
            if (!change(place)) {
                return Ending.DAMAGED;
            }
            white = !white;
        }
        return Ending.COMPLETE;
    }

    /** Two runs of no pixels never follow each other, so more changes than pixels are damage. */
    private boolean change(int place) {
        if (place > width || count == changes.length) {
            return false;
        }
        changes[count++] = place;
        return true;
    }

    private Ending modes() {
        int place = -1;
        boolean white = true;
        int above = 0;
        while (place < width) {
            int mode = codes.mode();
            if (mode <= FaxCodes.END) {
                return ending(mode);
            }
            above = changeAfter(place, white, above);
            int begin = Math.max(place, 0);
            place = switch (mode) {
                case FaxCodes.PASS -> above(above + 1);
                case FaxCodes.HORIZONTAL -> twoRuns(begin, white);
                default -> {
                    white = !white;
                    yield vertical(begin, above(above) + mode);
                }
            };
            if (place < begin) {
                return ending(place);
            }
        }
        return Ending.COMPLETE;
    }

    /** The place behind two runs, or a number below 0 that tells why there are not two. */
    private int twoRuns(int begin, boolean white) {
        int first = codes.run(white);
        int second = first < 0 ? first : codes.run(!white);
        if (second < 0) {
            return second;
        }
        boolean fits = change(begin + first) && change(begin + first + second);
        return fits ? begin + first + second : FaxCodes.UNKNOWN;
    }

    private int vertical(int begin, int place) {
        return place >= begin && change(place) ? place : FaxCodes.UNKNOWN;
    }

    /** The place of a change in the row above; the width behind the last one. */
    private int above(int index) {
        return index < aboveCount ? above[index] : width;
    }

    /**
     * The first change above that is right of a place and begins the other colour. A shift to the left may need one
     * before the last one found.
     */
    private int changeAfter(int place, boolean white, int from) {
        int first = white ? 0 : 1;
        int index = Math.max(first, from - 2);
        index += (index - first) % 2;
        while (index < aboveCount && above[index] <= place) {
            index += 2;
        }
        return index;
    }
}

package dev.mien.download;

/** The comparison of a part's pixels with FER2013's. */
public enum PixelVerdict {
    /** The same pictures with the same labels, in the order of the CSV. */
    EQUAL_IN_ORDER("equal to the CSV's, in its order"),

    /** The same pictures with the same labels, in another order. */
    EQUAL("equal to the CSV's, in another order"),

    /** Other pixels, but each class has FER2013's mean and deviation: the pictures went through JPEG. */
    RECODED("close to the CSV's, not equal: the pictures went through JPEG"),

    /** No known pixels to compare with. */
    UNKNOWN("not compared: FER2013's pixels of this part are unknown");

    private final String words;

    PixelVerdict(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}

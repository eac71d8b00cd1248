package dev.mien.download;

/** What can be said of a part's pixels beside FER2013's. */
public enum PixelVerdict {
    /** The same pictures with the same labels, in the order of the CSV. */
    EQUAL_IN_ORDER("pixel for pixel those of the CSV, in its order"),

    /** The same pictures with the same labels, in another order. */
    EQUAL("pixel for pixel those of the CSV, in another order"),

    /** Other pixels, of which each class' mean and deviation are those of FER2013: pictures that went through JPEG. */
    RECODED("close to the CSV's, not equal: the pictures went through JPEG"),

    /** There is nothing to compare with. */
    UNKNOWN("not compared: nothing is known to compare with");

    private final String words;

    PixelVerdict(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}

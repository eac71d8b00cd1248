package dev.mien.dataset;

import java.util.Arrays;
import java.util.Optional;

/** The {@code Usage} column of FER2013: the official split. */
public enum Usage {
    TRAINING("Training"),
    PUBLIC_TEST("PublicTest"),
    PRIVATE_TEST("PrivateTest");

    private final String label;

    Usage(String label) {
        this.label = label;
    }

    /** The word as FER2013 spells it. */
    public String label() {
        return label;
    }

    /** The usage that a word names, in FER2013's exact spelling. */
    public static Optional<Usage> parse(String word) {
        return Arrays.stream(values()).filter(u -> u.label.equals(word)).findFirst();
    }
}

package dev.mien.cli;

import dev.mien.experiment.Numbers;

/** A loss with the parts that it is the sum of. */
final class LossText {
    private LossText() {}

    /** Such as "(1.9812 + penalty 0.3004)"; empty if there is no penalty. */
    static String parts(double loss, double penalty) {
        return penalty > 0 ? "(" + sum(loss, penalty) + ")" : "";
    }

    /** Such as "2.2816 (1.9812 + penalty 0.3004)"; the loss alone if there is no penalty. */
    static String brief(double loss, double penalty) {
        return (Numbers.four(loss) + " " + parts(loss, penalty)).strip();
    }

    /** Such as "2.2816 (cross-entropy 1.9812 + penalty 0.3004)". */
    static String full(double loss, double penalty) {
        return Numbers.four(loss) + (penalty > 0 ? " (cross-entropy " + sum(loss, penalty) + ")" : "");
    }

    private static String sum(double loss, double penalty) {
        return Numbers.four(loss - penalty) + " + penalty " + Numbers.four(penalty);
    }
}

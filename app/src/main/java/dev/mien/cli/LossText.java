package dev.mien.cli;

import dev.mien.experiment.Numbers;

/** A loss with the parts that it is the sum of. */
final class LossText {
    private LossText() {}

    /** Such as "2.2816 (1.9812 + penalty 0.3004)"; the loss alone if there is no penalty. */
    static String brief(double loss, double penalty) {
        return parts(loss, penalty, "");
    }

    /** Such as "2.2816 (cross-entropy 1.9812 + penalty 0.3004)". */
    static String full(double loss, double penalty) {
        return parts(loss, penalty, "cross-entropy ");
    }

    private static String parts(double loss, double penalty, String name) {
        return penalty > 0
                ? Numbers.four(loss) + " (" + name + Numbers.four(loss - penalty) + " + penalty "
                        + Numbers.four(penalty) + ")"
                : Numbers.four(loss);
    }
}

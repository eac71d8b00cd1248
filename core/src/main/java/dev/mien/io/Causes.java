package dev.mien.io;

/** The causes of a failure. */
public final class Causes {
    private Causes() {}

    /** Whether a failure or one of its causes is of a type. */
    public static boolean include(Throwable failure, Class<? extends Throwable> type) {
        Throwable slow = failure;
        boolean isOdd = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
            slow = isOdd && slow.getCause() != null ? slow.getCause() : slow;
            isOdd = !isOdd;
            if (cause.getCause() == slow) {
                // causes in a circle
                return false;
            }
        }
        return false;
    }
}

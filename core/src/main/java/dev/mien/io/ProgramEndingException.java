package dev.mien.io;

/**
 * Tells that a call came too late: a signal or {@link System#exit} is ending the program. Nothing is wrong with the
 * call, so a program need not report it.
 */
public final class ProgramEndingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ProgramEndingException() {
        super("the program is ending, so no new work begins");
    }
}

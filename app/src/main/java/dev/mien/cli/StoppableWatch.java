package dev.mien.cli;

import dev.mien.judging.JudgingWatch;
import dev.mien.training.StopRequest;

/** Ends judging when the user asks for the end. */
final class StoppableWatch implements JudgingWatch {
    private final StopRequest stop;
    private final JudgingWatch watch;

    /** The user asked for the end. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("judging was stopped", null, false, false);
        }
    }

    /** @param watch also gets the progress */
    StoppableWatch(StopRequest stop, JudgingWatch watch) {
        this.stop = stop;
        this.watch = watch;
    }

    @Override
    public void begins(long looks) {
        watch.begins(looks);
        requireGoing();
    }

    @Override
    public void looked(int looks) {
        watch.looked(looks);
        requireGoing();
    }

    private void requireGoing() {
        if (stop.isRequested()) {
            throw new Stopped();
        }
    }

    @Override
    public void ends() {
        watch.ends();
    }
}

package dev.mien.cli;

import dev.mien.judging.JudgingWatch;
import java.io.PrintWriter;
import java.util.Optional;

/** Shows the progress of judging. */
final class JudgingDisplay implements JudgingWatch {
    private final PrintWriter messages;
    private Optional<CountDisplay> display = Optional.empty();

    JudgingDisplay(PrintWriter messages) {
        this.messages = messages;
    }

    @Override
    public void begins(long looks) {
        display = Optional.of(new CountDisplay(messages, Terminal.ofProcess(), "views judged", looks));
    }

    @Override
    public void looked(int looks) {
        display.ifPresent(shown -> shown.step(looks));
    }

    @Override
    public void ends() {
        display.ifPresent(CountDisplay::close);
        display = Optional.empty();
    }
}

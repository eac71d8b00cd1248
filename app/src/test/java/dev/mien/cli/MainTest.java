package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.MienException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is the same for all commands. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void helpAndVersionAreAnswers() {
        assertThat(mien("--help").out()).contains("train", "study", "evaluate", "summary", "data");
        assertThat(mien("--version").out()).startsWith("mien ");
        assertThat(mien().out()).contains("Usage: mien");
        assertThat(mien("trian").code()).isEqualTo(2);
        assertThat(mien("trian").err()).contains("trian").contains("Did you mean train");
        assertThat(mien("train", "--batc", 3).err())
                .contains("Did you mean --batch or --batch-size?")
                .doesNotContain("Possible");
    }

    @Test
    void whatOtherProgramsCallAnOptionIsUnderstood() {
        assertThat(mien("train", "--device", "cuda").err())
                .contains("mien: unknown option --device")
                .contains("Mien computes on the processor and has no build for a GPU, because its convolutions are"
                        + " made for processors. Leave this option out. --threads sets the number of threads."
                        + " --precision bf16 is faster on a processor that has it")
                .doesNotContain("Did you mean");
        assertThat(mien("recognize", "x.jpg", "--gpu").err())
                .contains("no build for a GPU")
                .doesNotContain("bf16");
        assertThat(mien("train", "--num_workers", 3).err()).contains("Did you mean --threads?");
        assertThat(mien("train", "--dataset=faces").err()).contains("Did you mean --data?");
        assertThat(mien("summary", "--num-workers", 3).err()).doesNotContain("--threads");
        assertThat(mien("train", "--lr", "x").err()).contains("--learning-rate");
        assertThat(mien("train", "--batch-size", "x").err()).contains("--batch");
    }

    @Test
    void onlyWhatIsSimilarIsProposed() {
        assertThat(mien("recognise", "x.jpg").err().lines())
                .containsExactly("mien: there is no command 'recognise'", "Did you mean recognize?");
        assertThat(mien("frobnicate").err().lines())
                .containsExactly("mien: there is no command 'frobnicate'", "'mien --help' shows the commands");
        assertThat(mien("train", "--max-epochs", 3, "--recpie", "small").err().lines())
                .containsExactly(
                        "mien: unknown options --max-epochs, --recpie",
                        "Did you mean --epochs?",
                        "Did you mean --recipe?");
        assertThat(mien("train", "--weight", 3).err()).contains("Did you mean --weight-decay?");
        assertThat(mien("train", "--weights", "x").err())
                .contains("Did you mean --class-weights or --initial-weights?");
        assertThat(mien("train", "--zzz").err().lines())
                .containsExactly("mien: unknown option --zzz", "'mien train --help' shows the options");
        assertThat(mien("train", "faces.csv").err().lines())
                .containsExactly("mien: unexpected argument 'faces.csv'", "Did you mean --data faces.csv?");
    }

    @Test
    void theValuesOfAnOptionAreNamedAsTheyAreTyped() {
        assertThat(mien("train", "--split", "ofical").err())
                .startsWith("mien: --split is 'ofical', expected random or official");
        assertThat(mien("evaluate", "--model", "x", "--split", "all of them").err())
                .startsWith("mien: --split is 'all of them', expected test, validation, train or all");
    }

    @Test
    void theVersionIsMavensWithTheCommit() {
        assertThat(mien("--version").out().strip())
                .matches("mien (development|\\d+\\.\\d+\\.\\d+\\S*( \\(commit [0-9a-f]{7,}\\))?)");
    }

    /** The list of commands shows the first line alone. */
    @Test
    void theFirstLineOfEveryDescriptionIsASentence() {
        List<String> first = new ArrayList<>();
        collect(Main.commandLine(), first);
        assertThat(first).hasSizeGreaterThan(12).allMatch(line -> line.matches("(?s)[A-Z].*\\."));
    }

    private static void collect(CommandLine command, List<String> first) {
        String[] description = command.getCommandSpec().usageMessage().description();
        assertThat(description).as(command.getCommandName()).isNotEmpty();
        if (!command.getCommandName().equals("help")) { // picocli's own
            first.add(description[0]);
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, first));
    }

    /** As of a full disk. */
    @Test
    void outputThatIsLostIsAFailure() {
        for (String[] words : new String[][] {{"--help"}, {"summary"}, {"--version"}}) {
            StringWriter err = new StringWriter();
            CommandLine line =
                    Main.commandLine().setOut(new PrintWriter(new FullDisk())).setErr(new PrintWriter(err));
            assertThat(Main.finished(line, line.execute(words))).isEqualTo(Main.FAILED);
            assertThat(err.toString())
                    .isEqualToIgnoringNewLines(
                            "mien: cannot write the output: standard output is closed, or its disk is full");
        }
        CommandLine line = Main.commandLine().setOut(new PrintWriter(new StringWriter()));
        assertThat(Main.finished(line, line.execute("--version"))).isZero();
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void whatJavaCannotDoIsToldInWords() {
        assertThat(FailureText.of(new MienException("reading a.csv failed", new OutOfMemoryError("Java heap space")))
                        .orElseThrow())
                .startsWith("this needs more memory than the ")
                .contains(" MB that Java may use (Java heap space). Give Java more, such as: export"
                        + " MIEN_JAVA_OPTIONS=-Xmx");
        assertThat(FailureText.of(new ExecutionException(new OutOfMemoryError("unable to create native thread"))))
                .contains("the system gives Java no more threads or memory (unable to create native thread). Raise its"
                        + " limits, which 'ulimit -a' shows");
        assertThat(FailureText.of(new MienException(
                        "the model is undamaged, but cannot be opened",
                        new IOException("pthread_create failed, error code: 12 error msg: Cannot allocate memory"))))
                .contains("the system gives Java no more threads or memory (Cannot allocate memory). Raise its limits,"
                        + " which 'ulimit -a' shows");
        assertThat(FailureText.of(new StackOverflowError()))
                .contains("the input is nested too deeply. Give a simpler file");
        assertThat(FailureText.of(new IllegalStateException("odd"))).isEmpty();
    }

    @Test
    void theTraceIsShownOnRequest() {
        assertThat(mien("--verbose", "train", "--data", "nowhere.csv").err()).contains("\tat dev.mien.");
    }
}

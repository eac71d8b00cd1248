package dev.mien.service;

import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A video that is read in the background, and what became of it. Thread-safe. */
public final class VideoJob {
    /** How far a job is. */
    public enum State {
        /** Its video is being written into {@link VideoJob#video}. */
        RECEIVING,
        /** Other jobs are before it. */
        WAITING,
        /** It is being read. */
        RUNNING,
        /** The answer is there. */
        DONE,
        /** The video could not be read; {@link Progress#problem} says why. */
        FAILED,
        /** Somebody deleted it. */
        DELETED;

        /** The state's name in answers. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the job does not change any more. */
        public boolean isEnd() {
            return this == DONE || this == FAILED || this == DELETED;
        }
    }

    /**
     * How far a job is.
     *
     * @param frames that were read
     * @param share of the video that was read, 0 to 1; empty if the video does not state its length
     * @param secondsLeft how long the rest will take as it seems; empty if nobody knows
     * @param problem why the job failed, or what is wrong with a video that was read
     */
    public record Progress(
            State state, long frames, OptionalDouble share, OptionalDouble secondsLeft, Optional<String> problem) {}

    private final String id;
    private final Path folder;
    private final VideoJobOptions options;
    private final Function<RgbImage, List<Recognition>> recognizer;
    private State state = State.RECEIVING;
    private long frames;
    private double time;
    private OptionalDouble length = OptionalDouble.empty();
    private Optional<String> problem = Optional.empty();
    private long begin;
    private long ended;

    VideoJob(String id, Path folder, VideoJobOptions options, Function<RgbImage, List<Recognition>> recognizer) {
        this.id = id;
        this.folder = folder;
        this.options = options;
        this.recognizer = recognizer;
    }

    /** A name that nobody can guess: 26 letters and digits. */
    public String id() {
        return id;
    }

    /** The job's options. */
    public VideoJobOptions options() {
        return options;
    }

    Function<RgbImage, List<Recognition>> recognizer() {
        return recognizer;
    }

    Path folder() {
        return folder;
    }

    /** The file for the video, which is deleted when the job ends. */
    public Path video() {
        return folder.resolve("video");
    }

    /** The answer in the form of the options; there when the job is done. */
    public Path answer() {
        return folder.resolve("answer");
    }

    /** The chart of the scores over time as a PNG file; there when the job is done. */
    public Path timeline() {
        return folder.resolve("timeline.png");
    }

    /** The copy with marked faces; there when the job is done, if the options ask for it. */
    public Path annotated() {
        return folder.resolve("annotated.mp4");
    }

    /** Whether a file of the job is whole and may be read. */
    public boolean has(Path file) {
        return progress().state() == State.DONE && Files.exists(file);
    }

    /** How far the job is. */
    public synchronized Progress progress() {
        OptionalDouble share = OptionalDouble.empty();
        OptionalDouble left = OptionalDouble.empty();
        if (state == State.DONE) {
            share = OptionalDouble.of(1);
            left = OptionalDouble.of(0);
        } else if (state == State.RUNNING && length.isPresent() && length.getAsDouble() > 0) {
            double read = Math.min(1, time / length.getAsDouble());
            share = OptionalDouble.of(read);
            if (read > 0) {
                left = OptionalDouble.of((System.nanoTime() - begin) / 1e9 * (1 - read) / read);
            }
        }
        return new Progress(state, frames, share, left, problem);
    }

    /** Goes on to the next state, unless the job was deleted. */
    synchronized boolean enter(State next) {
        if (state.isEnd()) {
            return false;
        }
        state = next;
        if (next == State.RUNNING) {
            begin = System.nanoTime();
        }
        if (next.isEnd()) {
            ended = System.nanoTime();
        }
        return true;
    }

    synchronized void delete() {
        state = State.DELETED;
        ended = System.nanoTime();
    }

    synchronized void hasLength(OptionalDouble seconds) {
        length = seconds;
    }

    synchronized void read(double until) {
        frames++;
        time = until;
    }

    synchronized void noteProblem(Optional<String> found) {
        problem = found;
    }

    synchronized boolean isDeleted() {
        return state == State.DELETED;
    }

    synchronized boolean endedBefore(Duration age) {
        return state.isEnd() && System.nanoTime() - ended > age.toNanos();
    }
}

package dev.mien.service;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.answer.FrameWriter;
import dev.mien.answer.SecondAverages;
import dev.mien.drawing.Pngs;
import dev.mien.image.RgbImage;
import dev.mien.io.FailureReason;
import dev.mien.recognition.Recognition;
import dev.mien.recognition.TrackingOptions;
import dev.mien.video.AnnotatedVideo;
import dev.mien.video.FaceTimelines;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoRecognition;
import dev.mien.video.VideoSummary;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads videos in the background, one at a time. A job has a folder of its own, which is deleted with the job: when
 * somebody deletes it, when it has been done for a while, and when this is closed. Thread-safe.
 */
public final class VideoJobs implements AutoCloseable {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID = 26;
    private static final long PAUSE = 5;
    private static final int LONGEST_PAUSES = 200;

    private final Limits limits;
    private final BooleanSupplier busy;
    private final JobFolder folder;
    private final Map<String, VideoJob> jobs = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "work"));
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "clock"));

    /**
     * The bounds.
     *
     * @param waiting jobs that wait while one runs, at least 0
     * @param mostBytes of a video
     * @param longest how long a video may play
     * @param kept how long a job is kept when it has ended
     */
    public record Limits(int waiting, long mostBytes, Duration longest, Duration kept) {
        /** Checks the ranges. */
        public Limits {
            if (waiting < 0 || mostBytes < 1 || longest.toMillis() < 1 || kept.toMillis() < 1) {
                throw new InvalidInputException("videos were to have " + mostBytes + " bytes and last " + longest
                        + ", with " + waiting + " waiting and kept for " + kept
                        + ": expected at least 1, a time, at least 0 and a time");
            }
        }

        /** 500 MB, ten minutes, eight that wait, kept for an hour. */
        public static Limits usual() {
            return new Limits(8, 500_000_000, Duration.ofMinutes(10), Duration.ofHours(1));
        }
    }

    /**
     * Opens the jobs.
     *
     * @param busy whether more urgent work is there, for which a video pauses before its next frame
     * @param temporary the folder for temporary files, in which a private folder is made
     */
    public VideoJobs(Limits limits, BooleanSupplier busy, Path temporary) {
        this.limits = limits;
        this.busy = busy;
        folder = JobFolder.create(temporary);
        long period = Math.max(1, Math.min(60_000, limits.kept().toMillis() / 2));
        clock.scheduleWithFixedDelay(this::discardOld, period, period, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "mien-videos-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** The bounds. */
    public Limits limits() {
        return limits;
    }

    /**
     * Makes a job. The caller writes the video into {@link VideoJob#video}, and then either begins or deletes the job.
     *
     * @param recognizer finds the faces of a picture and their emotions
     * @throws OverloadedException if as many jobs wait as may wait
     */
    public VideoJob accept(VideoJobOptions options, Function<RgbImage, List<Recognition>> recognizer) {
        synchronized (this) {
            requireRoom();
            String id = random.ints(ID, 0, LETTERS.length())
                    .mapToObj(place -> LETTERS.substring(place, place + 1))
                    .collect(Collectors.joining());
            VideoJob job = new VideoJob(id, folder.path().resolve(id), options, recognizer);
            try {
                Files.createDirectory(job.folder());
            } catch (IOException e) {
                throw new MienException("cannot make a folder for a video: " + FailureReason.of(e), e);
            }
            jobs.put(id, job);
            return job;
        }
    }

    /**
     * Checks that a job would be accepted now.
     *
     * @throws OverloadedException if it would not
     */
    public synchronized void requireRoom() {
        long open = jobs.values().stream()
                .filter(job -> !job.progress().state().isEnd())
                .count();
        if (open > limits.waiting()) {
            throw new OverloadedException(OverloadedException.Reason.FULL, Duration.ofSeconds(30));
        }
    }

    /** Lets a job take its turn, whose video is written. */
    public void begin(VideoJob job) {
        if (job.enter(VideoJob.State.WAITING)) {
            worker.execute(() -> work(job));
        }
    }

    /** The job of an id; empty if there is none, or none any more. */
    public Optional<VideoJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Ends a job and deletes all its files. */
    public void delete(VideoJob job) {
        job.delete();
        JobFolder.delete(job.folder());
        jobs.remove(job.id());
    }

    private void discardOld() {
        jobs.values().stream().filter(job -> job.endedBefore(limits.kept())).forEach(this::delete);
    }

    private void work(VideoJob job) {
        if (!job.enter(VideoJob.State.RUNNING)) {
            JobFolder.delete(job.folder());
            return;
        }
        try {
            VideoSummary summary = read(job);
            job.noteProblem(summary.problem());
            Files.deleteIfExists(job.video());
            job.enter(VideoJob.State.DONE);
        } catch (CancellationException e) {
            JobFolder.delete(job.folder());
        } catch (MienException e) {
            fail(job, e.problem().replace(job.video().toString(), "the video"));
        } catch (OutOfMemoryError e) {
            fail(job, "the video needs more memory than there is");
        } catch (IOException e) {
            fail(job, "the answer cannot be written: " + FailureReason.of(e));
        } catch (RuntimeException | Error e) {
            fail(job, "the program failed on this video");
        }
    }

    private static void fail(VideoJob job, String problem) {
        job.noteProblem(Optional.of(problem));
        job.enter(VideoJob.State.FAILED);
        JobFolder.delete(job.folder());
    }

    private VideoSummary read(VideoJob job) throws IOException {
        try (VideoReader video = VideoReader.open(job.video());
                Writer target = Files.newBufferedWriter(job.answer())) {
            job.hasLength(video.info().seconds());
            requireLength(video.info().seconds().orElse(0));
            FrameWriter written = job.options().format().writer(target, "-", video.info());
            FrameWriter frames = job.options().perSecond() ? new SecondAverages(written) : written;
            FaceTimelines timelines = new FaceTimelines();
            VideoSummary summary = recognize(job, video, frame -> {
                requireLength(frame.time());
                frames.write(frame);
                timelines.accept(frame);
                job.read(frame.time());
            });
            frames.end(summary);
            Pngs.write(timelines.chart("", summary.seconds()), job.timeline());
            return summary;
        }
    }

    private void requireLength(double seconds) {
        double most = limits.longest().toMillis() / 1e3;
        if (seconds > most) {
            throw new InvalidInputException(
                    "the video plays for longer than " + Math.round(most) + " seconds, the most that is read");
        }
    }

    private VideoSummary recognize(VideoJob job, VideoReader video, Consumer<TrackedFrame> listener) {
        Function<RgbImage, List<Recognition>> polite = picture -> {
            pause(job);
            return job.recognizer().apply(picture);
        };
        VideoRecognition recognition = new VideoRecognition(polite, job.options().every(), TrackingOptions.USUAL);
        return job.options().annotated()
                ? recognition.run(video, listener, AnnotatedVideo.marked(job.annotated()))
                : recognition.run(video, listener);
    }

    /** Lets more urgent work go first, for a second at most, so that a video gets on under any load. */
    private void pause(VideoJob job) {
        for (int i = 0; i < LONGEST_PAUSES && busy.getAsBoolean() && !job.isDeleted(); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE);
            } catch (InterruptedException e) {
                job.delete();
            }
        }
        if (job.isDeleted()) {
            throw new CancellationException();
        }
    }

    /** Ends all jobs and deletes their files. Waits for the frame that is being read. */
    @Override
    public void close() {
        clock.shutdownNow();
        jobs.values().forEach(VideoJob::delete);
        worker.shutdown();
        try {
            worker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobs.clear();
        folder.close();
    }
}

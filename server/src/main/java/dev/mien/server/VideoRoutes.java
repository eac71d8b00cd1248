package dev.mien.server;

import dev.mien.service.Admission;
import dev.mien.service.SharedRecognizer;
import dev.mien.service.VideoJob;
import dev.mien.service.VideoJobOptions;
import dev.mien.service.VideoJobs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;

/** The routes that read videos in the background. */
final class VideoRoutes implements AutoCloseable {
    private final Models models;
    private final VideoJobs jobs;
    private final JobEvents events = new JobEvents();

    VideoRoutes(Models models, Admission admission, VideoJobs.Limits limits) {
        this.models = models;
        jobs = new VideoJobs(
                limits,
                () -> admission.running() + admission.waiting() > 0,
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Takes a video, whose job begins when the last byte is there. */
    CompletableFuture<Answer> accept(Call call) {
        VideoJobOptions options = Options.ofVideo(call);
        SharedRecognizer recognizer = models.named(call.parameter("model")).recognizer();
        requireKind(call);
        VideoJob job = jobs.accept(options, picture -> recognizer.recognize(picture, options.reading()));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            receive(call, job).whenComplete((done, failure) -> {
                if (failure == null) {
                    jobs.begin(job);
                    answer.complete(accepted(job));
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            jobs.delete(job);
            throw e;
        }
        answer.whenComplete((given, failure) -> {
            if (failure != null) {
                jobs.delete(job);
            }
        });
        return answer;
    }

    private static void requireKind(Call call) {
        String type = call.header(HttpHeader.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("video/") && !type.startsWith("application/octet-stream")) {
            throw new Problem(
                    415,
                    "wrong-type",
                    "the content type is '" + type + "', expected video/* or application/octet-stream");
        }
    }

    private CompletableFuture<Void> receive(Call call, VideoJob job) {
        OutputStream file;
        try {
            file = Files.newOutputStream(job.video());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return call.body(jobs.limits().mostBytes(), file).whenComplete((done, failure) -> close(file));
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
    }

    private static void close(OutputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer accepted(VideoJob job) {
        Answer answer = Answer.json(202, JobFields.of(job));
        return new Answer(answer.status(), answer.type(), answer.body(), Map.of("Location", "jobs/" + job.id()));
    }

    Answer state(Call call) {
        return Answer.json(200, JobFields.of(named(call)));
    }

    Answer delete(Call call) {
        jobs.delete(named(call));
        return new Answer(204, Answer.JSON, new byte[0], Map.of());
    }

    Answer events(Call call) {
        return events.subscribe(named(call));
    }

    Answer result(Call call) {
        VideoJob job = named(call);
        String type = switch (job.options().format()) {
            case CSV -> "text/csv;charset=utf-8";
            case JSONL -> Form.JSONL.type();
            default -> Answer.JSON;
        };
        return file(job, job.answer(), type);
    }

    Answer timeline(Call call) {
        VideoJob job = named(call);
        return file(job, job.timeline(), Form.PNG.type());
    }

    Answer annotated(Call call) {
        VideoJob job = named(call);
        if (!job.options().annotated()) {
            throw new Problem(404, "not-annotated", "this video was sent without annotated=true");
        }
        return file(job, job.annotated(), "video/mp4");
    }

    private static Answer file(VideoJob job, Path file, String type) {
        VideoJob.Progress progress = job.progress();
        if (progress.state() == VideoJob.State.FAILED) {
            throw new Problem(422, "unreadable-video", progress.problem().orElse("the video cannot be read"));
        }
        if (!job.has(file)) {
            throw new Problem(
                    409, "not-done", "the video is " + progress.state().label() + ": try again later");
        }
        return Answer.file(type, file);
    }

    private VideoJob named(Call call) {
        return jobs.find(call.variable())
                .orElseThrow(() -> new Problem(404, "no-such-job", "there is no job of this id, or none any more"));
    }

    /** Ends the streams of events. */
    void endEvents() {
        events.close();
    }

    /** Ends the jobs and deletes their files. */
    @Override
    public void close() {
        events.close();
        jobs.close();
    }
}

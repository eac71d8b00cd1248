package dev.mien.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.answer.StandardFormat;
import dev.mien.image.RgbImage;
import dev.mien.recognition.ReadingOptions;
import dev.mien.recognition.Recognition;
import dev.mien.service.VideoJob.State;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoReader;
import dev.mien.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideoJobsTest {
    private static final int FRAMES = 10;
    private static final Function<RgbImage, List<Recognition>> NOBODY = picture -> List.of();

    @TempDir
    private static Path shared;

    private static byte[] film;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() throws IOException {
        Path file = shared.resolve("film.mp4");
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(64, 48, 10, Optional.empty()))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), i / 10.0);
            }
            writer.finish();
        }
        film = Files.readAllBytes(file);
    }

    private VideoJobs jobs(VideoJobs.Limits limits) {
        return new VideoJobs(limits, () -> false, folder);
    }

    private static VideoJobs.Limits limits(int waiting, Duration longest, Duration kept) {
        return new VideoJobs.Limits(waiting, 1 << 20, longest, kept);
    }

    private static VideoJob begun(VideoJobs jobs, byte[] video, Function<RgbImage, List<Recognition>> recognizer)
            throws IOException {
        VideoJob job = jobs.accept(VideoJobOptions.usual(), recognizer);
        Files.write(job.video(), video);
        jobs.begin(job);
        return job;
    }

    private static VideoJob.Progress ended(VideoJob job) throws InterruptedException {
        while (!job.progress().state().isEnd()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return job.progress();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aVideoIsReadToItsEnd() throws Exception {
        try (VideoJobs jobs = jobs(VideoJobs.Limits.usual())) {
            VideoJobOptions options = new VideoJobOptions(ReadingOptions.USUAL, 1, false, true, StandardFormat.CSV);
            VideoJob job = jobs.accept(options, NOBODY);
            Files.write(job.video(), film);
            jobs.begin(job);
            VideoJob.Progress end = ended(job);
            assertThat(end.state()).as(end.toString()).isEqualTo(State.DONE);
            assertThat(end.frames()).isEqualTo(FRAMES);
            assertThat(end.share()).hasValue(1);
            assertThat(Files.readAllLines(job.answer())).hasSize(1 + FRAMES);
            assertThat(Files.readAllBytes(job.timeline())).startsWith(0x89, 'P', 'N', 'G');
            try (VideoReader copy = VideoReader.open(job.annotated())) {
                assertThat(copy.info()).extracting(VideoInfo::width).isEqualTo(64);
            }
            assertThat(job.video()).doesNotExist();
            assertThat(jobs.find(job.id())).containsSame(job);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void onlyItsUserMayReadTheFolder() throws Exception {
        try (VideoJobs jobs = jobs(VideoJobs.Limits.usual())) {
            assertThat(jobs.find("none")).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left().get(0))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsNoVideoFailsWithoutTheServersPlace() throws Exception {
        try (VideoJobs jobs = jobs(VideoJobs.Limits.usual())) {
            VideoJob job = begun(jobs, "no video".getBytes(), NOBODY);
            VideoJob.Progress end = ended(job);
            assertThat(end.state()).isEqualTo(State.FAILED);
            assertThat(end.problem().orElseThrow()).contains("the video").doesNotContain(folder.toString());
            assertThat(job.has(job.answer())).isFalse();
        }
    }

    @Test
    void aVideoThatIsTooLongFails() throws Exception {
        try (VideoJobs jobs = jobs(limits(1, Duration.ofMillis(500), Duration.ofHours(1)))) {
            assertThat(ended(begun(jobs, film, NOBODY)).problem().orElseThrow())
                    .contains("plays for longer than 1 seconds");
        }
    }

    @Test
    void asManyWaitAsMayWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (VideoJobs jobs = jobs(limits(1, Duration.ofMinutes(1), Duration.ofHours(1)))) {
            VideoJob first = begun(jobs, film, picture -> {
                await(go);
                return List.of();
            });
            VideoJob second = begun(jobs, film, NOBODY);
            assertThatThrownBy(() -> jobs.accept(VideoJobOptions.usual(), NOBODY))
                    .isInstanceOf(OverloadedException.class);
            assertThat(second.progress().state()).isEqualTo(State.WAITING);
            go.countDown();
            assertThat(ended(first).state()).isEqualTo(State.DONE);
            assertThat(ended(second).state()).isEqualTo(State.DONE);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDeletedJobStopsAndLeavesNothing() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (VideoJobs jobs = jobs(VideoJobs.Limits.usual())) {
            VideoJob job = begun(jobs, film, picture -> {
                began.countDown();
                await(go);
                return List.of();
            });
            began.await();
            jobs.delete(job);
            go.countDown();
            assertThat(jobs.find(job.id())).isEmpty();
            assertThat(ended(begun(jobs, film, NOBODY)).state()).isEqualTo(State.DONE);
            assertThat(job.progress().frames()).isLessThan(FRAMES);
            assertThat(job.folder()).doesNotExist();
        }
    }

    @Test
    void anEndedJobIsKeptForAWhile() throws Exception {
        try (VideoJobs jobs = jobs(limits(1, Duration.ofMinutes(1), Duration.ofMillis(50)))) {
            VideoJob job = begun(jobs, film, NOBODY);
            ended(job);
            while (jobs.find(job.id()).isPresent()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(job.folder()).doesNotExist();
        }
    }

    @Test
    void urgentWorkGoesFirst() throws Exception {
        AtomicBoolean busy = new AtomicBoolean(true);
        VideoJobs.Limits limits = VideoJobs.Limits.usual();
        try (VideoJobs jobs = new VideoJobs(limits, busy::get, folder)) {
            VideoJob job = begun(jobs, film, NOBODY);
            TimeUnit.MILLISECONDS.sleep(200);
            assertThat(job.progress().frames()).isZero();
            busy.set(false);
            assertThat(ended(job).frames()).isEqualTo(FRAMES);
        }
    }

    @Test
    void whatAKilledProgramLeftIsDeletedAndWhatALivingOneHasIsNot() throws Exception {
        Path left = Files.createDirectories(folder.resolve("mien-videos-left/job"));
        Files.writeString(left.resolve("video"), "a film");
        Files.writeString(left.resolveSibling("lock"), "");
        Files.setLastModifiedTime(
                left.getParent(), FileTime.from(Instant.now().minusSeconds(60)));
        try (VideoJobs jobs = jobs(VideoJobs.Limits.usual())) {
            assertThat(left()).hasSize(1);
            Files.setLastModifiedTime(left().get(0), FileTime.from(Instant.now().minusSeconds(60)));
            try (VideoJobs others = jobs(VideoJobs.Limits.usual())) {
                assertThat(left()).hasSize(2);
                assertThat(others.limits()).isEqualTo(jobs.limits());
            }
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> limits(-1, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new VideoJobOptions(ReadingOptions.USUAL, 0, false, false, StandardFormat.JSON))
                .hasMessage("every is 0, expected at least 1");
        assertThatThrownBy(() -> new VideoJobOptions(ReadingOptions.USUAL, 1, false, false, StandardFormat.TEXT))
                .hasMessageContaining("text");
    }
}

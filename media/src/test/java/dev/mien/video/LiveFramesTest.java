package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.MienException;
import dev.mien.image.RgbImage;
import dev.mien.recognition.TrackingOptions;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveFramesTest {
    private static final RgbImage PICTURE = RgbImage.of(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

    /** A camera whose frames come when a test says so. */
    private static final class Scripted implements FrameSource {
        private final BlockingQueue<Optional<VideoFrame>> frames = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Optional<String> problem = Optional.empty();
        private volatile boolean broken;
        private int given;

        void give(int count) {
            for (int i = 0; i < count; i++) {
                frames.add(Optional.of(new VideoFrame(given, given / 25.0, PICTURE)));
                given++;
            }
        }

        void end() {
            frames.add(Optional.empty());
        }

        /** Waits until the reader has put all into its slot and asks for more. */
        void awaitTaken(LiveFrames live, long dropped) throws InterruptedException {
            while (!frames.isEmpty() || live.dropped() < dropped) {
                Thread.sleep(1);
            }
        }

        @Override
        public String name() {
            return "a camera";
        }

        @Override
        public VideoInfo info() {
            return new VideoInfo(8, 8, 25, OptionalDouble.empty(), "rawvideo", false);
        }

        @Override
        public Optional<VideoFrame> next() {
            try {
                Optional<VideoFrame> frame = frames.take();
                if (broken) {
                    throw new MienException("the cable is cut");
                }
                return frame;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> problem() {
            return problem;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void onlyTheNewestFrameIsGiven() throws InterruptedException {
        Scripted camera = new Scripted();
        try (LiveFrames live = new LiveFrames(camera)) {
            camera.give(5);
            camera.awaitTaken(live, 4);
            assertThat(live.next().orElseThrow().frame().number()).isEqualTo(4);
            assertThat(live.dropped()).isEqualTo(4);
            camera.give(1);
            assertThat(live.next().orElseThrow().frame().number()).isEqualTo(5);
            assertThat(live.dropped()).isEqualTo(4);
            camera.end();
            assertThat(live.next()).isEmpty();
        }
        assertThat(camera.closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLastFrameIsGivenBeforeTheEnd() {
        Scripted camera = new Scripted();
        camera.problem = Optional.of("reading ended at 0.04 s: No such device");
        camera.give(1);
        camera.end();
        try (LiveFrames live = new LiveFrames(camera)) {
            assertThat(live.next()).isPresent();
            assertThat(live.next()).isEmpty();
            assertThat(live.problem()).contains("reading ended at 0.04 s: No such device");
        }
    }

    @Test
    void stoppedFromAnotherThreadItGivesNoMoreAndClosesTheSource() throws InterruptedException {
        Scripted camera = new Scripted();
        LiveFrames live = new LiveFrames(camera);
        Thread stopping = new Thread(live::stop);
        stopping.start();
        assertThat(live.next()).isEmpty();
        stopping.join();
        camera.give(1);
        live.close();
        assertThat(camera.closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(live.next()).isEmpty();
    }

    @Test
    void itEndsAfterTheTimeThatWasGiven() {
        Scripted camera = new Scripted();
        AtomicLong time = new AtomicLong();
        LiveFrames live = new LiveFrames(camera, time::get);
        live.stopAfter(8);
        time.set(TimeUnit.SECONDS.toNanos(7));
        camera.give(1);
        assertThat(live.next()).isPresent();
        time.set(TimeUnit.SECONDS.toNanos(8));
        assertThat(live.next()).isEmpty();
        assertThat(live.problem()).isEmpty();
        camera.end();
        live.close();
    }

    @Test
    void aSourceThatGivesNothingForTenSecondsIsGivenUp() {
        Scripted camera = new Scripted();
        AtomicLong time = new AtomicLong();
        LiveFrames live = new LiveFrames(camera, () -> time.getAndAdd(TimeUnit.SECONDS.toNanos(4)));
        assertThatThrownBy(live::next)
                .isInstanceOf(MienException.class)
                .hasMessageStartingWith("no picture came from a camera for 10 s");
        camera.end();
        live.close();
    }

    @Test
    void whatFailsInTheSourceIsTheCallersToKnow() {
        Scripted camera = new Scripted();
        camera.broken = true;
        camera.give(1);
        try (LiveFrames live = new LiveFrames(camera)) {
            assertThatThrownBy(live::next).isInstanceOf(MienException.class).hasMessage("the cable is cut");
        }
    }

    /** While a frame is looked at, three more come: each look has the newest, and two of three are dropped. */
    @Test
    void aSlowNetworkSeesTheNewestFrames() {
        Scripted camera = new Scripted();
        camera.give(1);
        List<LiveFrame> seen = new ArrayList<>();
        LiveSummary summary;
        try (LiveFrames live = new LiveFrames(camera)) {
            LiveRecognition recognition = new LiveRecognition(
                    picture -> {
                        camera.give(3);
                        long wanted = 2L * (seen.size() + 1);
                        try {
                            camera.awaitTaken(live, wanted);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return List.of();
                    },
                    1,
                    TrackingOptions.USUAL);
            summary = recognition.run(live, frame -> {
                seen.add(frame);
                if (seen.size() == 6) {
                    live.stop();
                    camera.end();
                }
            });
        }
        assertThat(seen).extracting(frame -> frame.tracked().number()).containsExactly(0L, 3L, 6L, 9L, 12L, 15L);
        assertThat(seen)
                .extracting(LiveFrame::dropped)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 6).mapToObj(i -> 2L * i).toList());
        assertThat(seen).allMatch(frame -> frame.delaySeconds() > 0 && frame.delaySeconds() < 30);
        assertThat(summary.frames()).isEqualTo(6);
        assertThat(summary.dropped()).isEqualTo(12);
        assertThat(summary.problem()).isEmpty();
    }
}

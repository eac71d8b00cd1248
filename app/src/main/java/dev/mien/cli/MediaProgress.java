package dev.mien.cli;

import dev.mien.MienException;
import dev.mien.video.VideoInfo;
import dev.mien.video.VideoReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The progress over all photos and videos. If people read the answers on the same terminal, each video has a bar of its
 * own, which is gone when the video's answer appears.
 */
final class MediaProgress implements AutoCloseable {
    private final RecognizeOutput output;
    private final int media;
    private final boolean videos;
    private Optional<CountDisplay> display = Optional.empty();
    private int begun;

    MediaProgress(RecognizeOutput output, List<Medium> media) {
        this.output = output;
        this.media = media.size();
        videos = media.stream().anyMatch(Medium::isVideo);
        if (!output.answersOnTerminal()) {
            display = Optional.of(new CountDisplay(
                    output.messages(), output.terminal(), videos ? "frames" : "pictures", total(media)));
        }
    }

    /** A picture counts as a frame. Below 0 if the length of a video is unknown. */
    private static long total(List<Medium> media) {
        long total = 0;
        for (Medium medium : media) {
            long frames = medium.film().map(MediaProgress::frames).orElse(1L);
            if (frames < 0) {
                return -1;
            }
            total += frames;
        }
        return total;
    }

    /** A video that cannot be opened has no frames. */
    private static long frames(Path film) {
        try (VideoReader video = VideoReader.open(film)) {
            return frames(video.info());
        } catch (MienException e) {
            return 0;
        }
    }

    private static long frames(VideoInfo info) {
        return info.seconds().isPresent() ? Math.round(info.seconds().getAsDouble() * info.frameRate()) : -1;
    }

    /** A photo or a video begins. */
    void begin(Medium medium, Optional<VideoInfo> info) {
        begun++;
        if (output.answersOnTerminal() && output.format().isForPeople() && info.isPresent()) {
            display = Optional.of(new CountDisplay(
                    output.messages(),
                    output.terminal(),
                    "frames",
                    info.map(MediaProgress::frames).orElseThrow()));
        }
        if (media > 1 && videos) {
            display.ifPresent(shown -> shown.now(
                    begun + "/" + media + " " + medium.source().place().getFileName()));
        }
    }

    /** A picture or a frame is read. */
    void step() {
        display.ifPresent(CountDisplay::step);
    }

    /** A video has ended. */
    void end() {
        if (output.answersOnTerminal()) {
            close();
        }
    }

    @Override
    public void close() {
        display.ifPresent(CountDisplay::close);
        display = Optional.empty();
    }
}

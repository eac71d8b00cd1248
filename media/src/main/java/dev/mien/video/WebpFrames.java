package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.DecodingOptions;
import dev.mien.io.FailureReason;
import dev.mien.io.NativeCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The frames of an animated WebP file. FFmpeg decodes each of them, but has no demuxer for the file. */
final class WebpFrames implements FrameSource {
    private static final double SECOND = 1000;
    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int FRAME_HEADER = 16;

    private final Path file;
    private final List<WebpFrame> frames;
    private final VideoInfo info;
    private final FrameCanvas canvas;
    private final WebpDecoder decoder;
    private final ReadingProblems problems;
    private int next;
    private long shown;
    private double time;
    private boolean ended;
    private boolean closed;

    private WebpFrames(Path file, PictureFrames counted, List<WebpFrame> frames) {
        this.file = file;
        this.frames = frames;
        int width = (int) counted.width();
        int height = (int) counted.height();
        double seconds = frames.stream().mapToInt(WebpFrame::milliseconds).sum() / SECOND;
        info = new VideoInfo(width, height, frames.size() / seconds, OptionalDouble.of(seconds), "webp", false);
        problems = new ReadingProblems(info.seconds());
        canvas = new FrameCanvas(width, height);
        decoder = new WebpDecoder();
    }

    /** @throws InvalidInputException if it cannot be read or is too large */
    static WebpFrames open(Path file, PictureFrames counted) {
        FrameReader.requireSize(file.toString(), counted.width(), counted.height());
        Ffmpeg.load();
        try {
            long most = DecodingOptions.DEFAULT.mostBytes();
            if (Files.size(file) > most) {
                throw new InvalidInputException(
                        file + " has more than " + most + " bytes, the most that are read: make it smaller");
            }
            return new WebpFrames(file, counted, frames(ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read (" + FailureReason.of(e) + ")", e);
        }
    }

    /** A frame that is cut off is left out. */
    private static List<WebpFrame> frames(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        List<WebpFrame> frames = new ArrayList<>();
        for (long place = HEADER; place + CHUNK <= bytes.limit(); ) {
            long length = Integer.toUnsignedLong(bytes.getInt((int) place + 4));
            long start = place + CHUNK;
            boolean isFrame = bytes.getInt((int) place) == 0x464d4e41;
            if (isFrame && length >= FRAME_HEADER && start + length <= bytes.limit()) {
                frames.add(WebpFrame.of(bytes.slice((int) start, (int) length)));
            }
            place = start + length + length % 2;
        }
        return List.copyOf(frames);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        if (closed) {
            throw new MienException("the reader of " + file + " is closed");
        }
        while (next < frames.size()) {
            double begin = time;
            if (show(next > 0 ? Optional.of(frames.get(next - 1)) : Optional.empty(), frames.get(next++))) {
                return Optional.of(new VideoFrame(shown++, begin, canvas.picture()));
            }
        }
        if (!ended) {
            ended = true;
            problems.ended(shown == 0, ContainerLength.missing(file));
        }
        return Optional.empty();
    }

    private boolean show(Optional<WebpFrame> before, WebpFrame frame) {
        before.filter(WebpFrame::isCleared).filter(canvas::holds).ifPresent(canvas::clear);
        Optional<byte[]> pixels =
                canvas.holds(frame) ? NativeCalls.during(() -> decoder.decode(frame)) : Optional.empty();
        pixels.ifPresentOrElse(values -> canvas.show(frame, values), () -> problems.damaged(time));
        time += frame.milliseconds() / SECOND;
        problems.reached(time);
        return pixels.isPresent();
    }

    @Override
    public Optional<String> problem() {
        return problems.text();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.close();
        }
    }
}

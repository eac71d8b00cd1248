package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.image.DecodingOptions;
import dev.mien.io.NativeCalls;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads the frames of a file or camera that a demuxer has opened. A frame without a time, or with a time not after the
 * previous frame, gets the next possible time. If the clock jumps, the times continue. Owns the demuxer.
 */
final class FrameReader implements FrameSource {
    private static final double USUAL_RATE = 25;
    private static final double LEAST_STEP = 1e-3;

    /** What a container writes between two packets is shorter, except for its index. */
    private static final long LEAST_HOLE = 96;

    /** The pause before a camera without a new picture is asked again. */
    private static final long PAUSE = 2_000_000;

    private final Demuxer demuxer;
    private final int stream;
    private final Decoder decoder;
    private final PictureConverter converter;
    private final VideoInfo info;
    private final ReadingProblems problems;
    private final StreamEnd pictures;
    private final StreamEnd sound;
    private long largestHole;
    private boolean drained;
    private boolean closed;
    private long frames;
    private double lastTime;

    private FrameReader(Demuxer demuxer, int stream, Decoder decoder) {
        this.demuxer = demuxer;
        this.stream = stream;
        this.decoder = decoder;
        AVStream video = demuxer.stream(stream);
        long squareWidth = squareWidth(demuxer, video);
        int height = video.codecpar().height();
        requireSize(demuxer.name(), squareWidth, height);
        int width = (int) squareWidth;
        FrameOrientation orientation = orientation(video);
        converter = new PictureConverter(width, height, orientation, isAnimation(video));
        info = new VideoInfo(
                orientation.width(width, height),
                orientation.height(width, height),
                frameRate(demuxer, video),
                demuxer.seconds(),
                Decoder.name(video),
                demuxer.sound().isPresent());
        problems = new ReadingProblems(info.seconds());
        pictures = new StreamEnd(demuxer.end(stream));
        sound = new StreamEnd(
                demuxer.sound().isPresent() ? demuxer.end(demuxer.sound().getAsInt()) : OptionalDouble.empty());
    }

    /**
     * Begins to read. If that fails, the demuxer is closed.
     *
     * @throws InvalidInputException if there are no moving pictures, or they cannot be decoded
     */
    static FrameReader of(Demuxer demuxer) {
        try {
            int stream = demuxer.video()
                    .orElseThrow(() -> new InvalidInputException(demuxer.name() + " has no moving"
                            + " pictures" + (demuxer.sound().isPresent() ? ", only sound" : "") + ", expected a"
                            + " video"));
            Decoder decoder = Decoder.of(demuxer, stream);
            try {
                return new FrameReader(demuxer, stream, decoder);
            } catch (RuntimeException | Error e) {
                decoder.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    /** Only pictures are transparent. In other videos opacity may be left at 0, and means nothing. */
    private static boolean isAnimation(AVStream video) {
        int codec = video.codecpar().codec_id();
        return codec == avcodec.AV_CODEC_ID_GIF || codec == avcodec.AV_CODEC_ID_APNG;
    }

    /** The width of the picture with square pixels. */
    private static long squareWidth(Demuxer demuxer, AVStream video) {
        AVRational shape = avformat.av_guess_sample_aspect_ratio(demuxer.context(), video, null);
        double ratio = shape.num() > 0 && shape.den() > 0 ? avutil.av_q2d(shape) : 1;
        return Math.round(video.codecpar().width() * ratio);
    }

    static void requireSize(String name, long width, long height) {
        if (width < 1 || height < 1) {
            throw new InvalidInputException("the pictures of " + name + " have no size: the file is damaged");
        }
        long most = DecodingOptions.DEFAULT.mostPixels();
        if (width > most / height) {
            throw new InvalidInputException(name + " claims pictures of " + width + "x" + height + " pixels, at most "
                    + most + " are read: make them smaller");
        }
    }

    private static double frameRate(Demuxer demuxer, AVStream video) {
        AVRational mean = video.avg_frame_rate();
        AVRational rate = mean.num() > 0 ? mean : avformat.av_guess_frame_rate(demuxer.context(), video, null);
        return rate.num() > 0 && rate.den() > 0 ? avutil.av_q2d(rate) : USUAL_RATE;
    }

    private static FrameOrientation orientation(AVStream video) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(
                video.codecpar().coded_side_data(),
                video.codecpar().nb_coded_side_data(),
                avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull()) {
            return FrameOrientation.UPRIGHT;
        }
        IntPointer matrix = new IntPointer(data.data());
        return FrameOrientation.of(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
    }

    @Override
    public String name() {
        return demuxer.name();
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<VideoFrame> next() {
        if (closed) {
            throw new MienException("the reader of " + demuxer.name() + " is closed");
        }
        // a camera may keep its reader waiting; whoever reads one ends it
        return demuxer.isLive() ? read() : NativeCalls.during(this::read);
    }

    private Optional<VideoFrame> read() {
        while (true) {
            int code = decoder.receive();
            if (code >= 0) {
                return Optional.of(frame());
            }
            if (code == avutil.AVERROR_EOF || drained && Ffmpeg.wantsMore(code)) {
                return Optional.empty();
            }
            if (!Ffmpeg.wantsMore(code)) {
                problems.damaged(lastTime);
            }
            feed();
        }
    }

    @Override
    public Optional<String> problem() {
        return problems.text();
    }

    /** Sends the decoder a packet or the end. */
    private void feed() {
        int code = demuxer.read();
        if (Ffmpeg.wantsMore(code)) {
            LockSupport.parkNanos(PAUSE);
            return;
        }
        if (code < 0) {
            end(code);
            return;
        }
        boolean isPicture = demuxer.packet().stream_index() == stream;
        double end = demuxer.end(demuxer.packet());
        problems.reached(end);
        demuxer.jump().ifPresent(problems::jumped);
        watchHoles(isPicture);
        if (isPicture) {
            pictures.reached(end);
        } else if (isTimed(false)) {
            sound.reached(end);
        }
        boolean isCorrupt = isTimed(isPicture) && (demuxer.packet().flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
        if (isPicture && decoder.send(demuxer.packet()) < 0 || isCorrupt) {
            problems.damaged(lastTime);
        }
    }

    private boolean isTimed(boolean isPicture) {
        return isPicture || demuxer.packet().stream_index() == demuxer.sound().orElse(-1);
    }

    /**
     * Bytes that belong to no packet, and pictures that are missing at the same place: a part of the file was
     * overwritten, and the demuxer has found its way behind it.
     */
    private void watchHoles(boolean isPicture) {
        largestHole = Math.max(largestHole, demuxer.hole());
        if (isPicture) {
            double begin = demuxer.begin(demuxer.packet());
            if (largestHole > LEAST_HOLE && begin - pictures.reached() > 1 / info.frameRate() / 2) {
                problems.damaged(pictures.reached());
            }
            largestHole = 0;
        }
    }

    private void end(int code) {
        if (!drained && code == avutil.AVERROR_EOF) {
            if (!problems.areFound()) {
                demuxer.gap().ifPresent(problems::damaged);
            }
            problems.ended(frames == 0, pictures.missing("pictures"), sound.missing("sound"), demuxer.missing());
        } else if (!drained) {
            problems.failed(code);
        }
        drained = true;
        decoder.drain();
    }

    private VideoFrame frame() {
        double time = decoder.time() - demuxer.start();
        if (Double.isNaN(time)) {
            time = frames == 0 ? 0 : lastTime + 1 / info.frameRate();
        }
        lastTime = frames == 0 ? Math.max(0, time) : Math.max(time, lastTime + LEAST_STEP);
        problems.reached(lastTime);
        // packets may have no time of their own
        pictures.reached(lastTime + 1 / info.frameRate());
        if (decoder.isDamaged()) {
            problems.damaged(lastTime);
        }
        return new VideoFrame(frames++, lastTime, converter.picture(decoder.frame()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            converter.close();
            decoder.close();
            demuxer.close();
        }
    }
}

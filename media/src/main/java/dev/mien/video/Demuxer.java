package dev.mien.video;

import dev.mien.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An open file or camera and its packets. Time stamps continue if the file's clock jumps. Owns FFmpeg's context and one
 * packet, which each {@link #read} overwrites.
 */
final class Demuxer implements AutoCloseable {
    private final String name;
    private final boolean live;
    private final AVFormatContext context;
    private final AVPacket packet;
    private final SteadyClock clock;
    private final Set<Integer> timed;
    private long hole;
    private long readTo;

    private Demuxer(String name, boolean live, AVFormatContext context) {
        this.name = name;
        this.live = live;
        this.context = context;
        packet = Ffmpeg.present(avcodec.av_packet_alloc());
        clock = new SteadyClock((context.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0);
        timed = IntStream.concat(video().stream(), sound().stream()).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** @throws InvalidInputException if the file is missing or holds neither pictures nor sound */
    static Demuxer open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    (Files.isDirectory(file) ? file + " is a folder, expected a video" : "there is no file " + file)
                            + ": check the path");
        }
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        // a playlist must not make Mien open network addresses
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        try (BytePointer url = Ffmpeg.url(file)) {
            requireReadable(file, avformat.avformat_open_input(context, url, null, options));
        } finally {
            avutil.av_dict_free(options);
        }
        requireReadable(file, findStreams(context));
        return new Demuxer(file.toString(), false, context);
    }

    /**
     * Opens a camera.
     *
     * @throws DeviceFailure if FFmpeg cannot open it
     */
    static Demuxer open(CameraAddress address) throws DeviceFailure {
        Ffmpeg.loadDevices();
        AVInputFormat format = avformat.av_find_input_format(address.format());
        if (format == null || format.isNull()) {
            throw new DeviceFailure(avutil.AVERROR_DEMUXER_NOT_FOUND);
        }
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        address.options().forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
        try {
            DeviceFailure.require(avformat.avformat_open_input(context, address.url(), format, options));
        } finally {
            avutil.av_dict_free(options);
        }
        DeviceFailure.require(findStreams(context));
        return new Demuxer(address.name(), true, context);
    }

    /** Reads the streams' descriptions. Closes the context if that fails. Returns FFmpeg's code. */
    private static int findStreams(AVFormatContext context) {
        int code = avformat.avformat_find_stream_info(context, (PointerPointer<?>) null);
        code = code >= 0 && context.nb_streams() == 0 ? avutil.AVERROR_INVALIDDATA : code;
        if (code < 0) {
            avformat.avformat_close_input(context);
        }
        return code;
    }

    private static void requireReadable(Path file, int code) {
        if (code < 0) {
            throw new InvalidInputException("cannot read " + file + " as a video: " + Ffmpeg.reason(code)
                    + ". Expected MP4, MOV, MKV, WebM, AVI or another form that FFmpeg reads. An MP4 that was cut"
                    + " off while it was written lacks its index and cannot be read");
        }
    }

    /** Its name in messages. */
    String name() {
        return name;
    }

    /** Whether its pictures come when they are taken, not when they are requested. */
    boolean isLive() {
        return live;
    }

    AVFormatContext context() {
        return context;
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    /** The number of the stream of moving pictures. A cover picture does not count. */
    OptionalInt video() {
        OptionalInt best = best(avutil.AVMEDIA_TYPE_VIDEO);
        boolean cover =
                best.isPresent() && (stream(best.getAsInt()).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
        return cover ? OptionalInt.empty() : best;
    }

    /** The number of the stream of sound. */
    OptionalInt sound() {
        return best(avutil.AVMEDIA_TYPE_AUDIO);
    }

    private OptionalInt best(int type) {
        int index = avformat.av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The container's time at the start of the file, in seconds. An MPEG transport stream may start at any time. */
    double start() {
        long start = context.start_time();
        return start == avutil.AV_NOPTS_VALUE ? 0 : start / (double) avutil.AV_TIME_BASE;
    }

    /** The stated length of the file, unless it was guessed from its size. */
    OptionalDouble seconds() {
        long duration = context.duration();
        boolean known = duration > 0
                && duration != avutil.AV_NOPTS_VALUE
                && context.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
        return known ? OptionalDouble.of(duration / (double) avutil.AV_TIME_BASE) : secondsOfFrames();
    }

    /** FFmpeg does not add up the times of a PNG file's frames. */
    private OptionalDouble secondsOfFrames() {
        Optional<PictureFrames> frames = live ? Optional.empty() : PictureFrames.of(Path.of(name));
        double seconds = frames.map(PictureFrames::seconds).orElse(0.0);
        return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** The stated end of a stream, in seconds from {@link #start}; empty if the container does not tell it. */
    OptionalDouble end(int index) {
        AVStream stream = stream(index);
        if (stream.duration() <= 0 || context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE) {
            return OptionalDouble.empty();
        }
        long begin = Math.max(0, stream.start_time());
        return OptionalDouble.of((begin + stream.duration()) * avutil.av_q2d(stream.time_base()) - start());
    }

    /** What the container says is missing at the file's end; empty for a camera. */
    Optional<String> missing() {
        return live ? Optional.empty() : ContainerLength.missing(Path.of(name));
    }

    /** The time at which packets of pictures or sound are missing in the file; empty for a camera. */
    OptionalDouble gap() {
        return live
                ? OptionalDouble.empty()
                : PacketGaps.first(
                        Path.of(name),
                        timed.stream().map(index -> stream(index).id()).collect(Collectors.toSet()));
    }

    /** Number of bytes between the packet before and this one that belong to no packet; 0 if that is unknown. */
    long hole() {
        return hole;
    }

    private void measureHole() {
        String form = context.iformat().name().getString();
        boolean isSequential = form.startsWith("matroska") || form.equals("flv");
        hole = isSequential && readTo > 0 && packet.pos() > 0 ? Math.max(0, packet.pos() - readTo) : 0;
        readTo = packet.pos() > 0 ? packet.pos() + packet.size() : 0;
    }

    /** The end of a packet, in seconds from {@link #start}; 0 if unknown. */
    double end(AVPacket read) {
        double unit = avutil.av_q2d(stream(read.stream_index()).time_base());
        return read.pts() == avutil.AV_NOPTS_VALUE ? 0 : (read.pts() + read.duration()) * unit - start();
    }

    /** The beginning of a packet, in seconds from {@link #start}; 0 if unknown. */
    double begin(AVPacket read) {
        double unit = avutil.av_q2d(stream(read.stream_index()).time_base());
        return read.pts() == avutil.AV_NOPTS_VALUE ? 0 : read.pts() * unit - start();
    }

    /** Reads the next packet into {@link #packet}. Returns 0, or FFmpeg's code for the end or an error. */
    int read() {
        avcodec.av_packet_unref(packet);
        int code = avformat.av_read_frame(context, packet);
        if (code >= 0) {
            measureHole();
        }
        if (code >= 0 && timed.contains(packet.stream_index())) {
            steady();
        }
        return code;
    }

    private void steady() {
        AVRational unit = stream(packet.stream_index()).time_base();
        long shift = Ffmpeg.units(shift(avutil.av_q2d(unit)), unit);
        if (packet.dts() != avutil.AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + shift);
        }
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + shift);
        }
    }

    private double shift(double unit) {
        if (packet.dts() == avutil.AV_NOPTS_VALUE) {
            return clock.shiftOf(packet.stream_index());
        }
        long shown = packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        long end = shown + packet.duration();
        return clock.shiftOf(packet.stream_index(), packet.dts() * unit, shown * unit, end * unit);
    }

    /** The time at which the last packet made the file's clock jump, in seconds from {@link #start}. */
    OptionalDouble jump() {
        OptionalDouble jump = clock.jump();
        return jump.isPresent() && timed.contains(packet.stream_index())
                ? OptionalDouble.of(jump.getAsDouble() - start())
                : OptionalDouble.empty();
    }

    AVPacket packet() {
        return packet;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(context);
    }
}

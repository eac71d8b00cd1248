package dev.mien.video;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Copies sound packet by packet. Only damaged packets are lost, and packets that do not follow the previous one, as in
 * joined files. Owns the source file.
 */
final class CopiedSound implements Sound {
    private final Demuxer demuxer;
    private final int source;
    private final Muxer muxer;
    private final AVStream stream;
    private double reached = Double.NEGATIVE_INFINITY;
    private long last = Long.MIN_VALUE;
    private int late;
    private boolean ended;

    CopiedSound(Demuxer demuxer, int source, Muxer muxer) {
        this.demuxer = demuxer;
        this.source = source;
        this.muxer = muxer;
        stream = muxer.addStream(demuxer.stream(source));
    }

    @Override
    public void writeUntil(double time) {
        while (!ended && reached < time) {
            if (demuxer.read() < 0) {
                ended = true;
            } else if (demuxer.packet().stream_index() == source) {
                reached = Math.max(reached, demuxer.end(demuxer.packet()));
                write(demuxer.packet());
            }
        }
    }

    private void write(AVPacket packet) {
        AVRational unit = demuxer.stream(source).time_base();
        long start = Ffmpeg.units(demuxer.start(), unit);
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            packet.pts(packet.pts() - start);
            packet.dts(packet.dts() == avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts() - start);
            packet.stream_index(stream.index());
            packet.pos(-1);
            avcodec.av_packet_rescale_ts(packet, unit, stream.time_base());
            offer(packet);
        }
    }

    private void offer(AVPacket packet) {
        if (packet.dts() > last) {
            last = packet.dts();
            muxer.offer(packet);
        } else {
            late++;
        }
    }

    @Override
    public void finish() {
        writeUntil(Double.POSITIVE_INFINITY);
    }

    @Override
    public Optional<String> problem() {
        return Sound.leftOut(late + muxer.refused());
    }

    @Override
    public void close() {
        demuxer.close();
    }
}

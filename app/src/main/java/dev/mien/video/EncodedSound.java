package dev.mien.video;

import dev.mien.MienException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.jspecify.annotations.Nullable;

/**
 * Sound that is decoded and encoded anew as AAC, in one or two channels. It begins when the source's does; a gap within it is
 * closed. Owns the file that it comes from, its decoder, converter and encoder.
 */
final class EncodedSound implements Sound {
    /** Samples a second that are kept; others become the usual. */
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int USUAL_RATE = 48_000;
    private static final int BITS_A_CHANNEL = 96_000;

    private final Demuxer demuxer;
    private final int source;
    private final Decoder decoder;
    private final Encoder encoder;
    private final SwrContext converter;
    private final AVAudioFifo samples;
    private final AVFrame converted;
    private final AVFrame block;
    private boolean ended;
    private boolean begun;
    private long next;

    EncodedSound(Demuxer demuxer, int source, Muxer muxer) {
        this.demuxer = demuxer;
        this.source = source;
        decoder = Decoder.of(demuxer, source);
        AVCodecContext from = decoder.context();
        if (from.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(from.ch_layout(), from.ch_layout().nb_channels());
        }
        encoder = new Encoder("aac", muxer, context -> set(context, from));
        AVCodecContext to = encoder.context();
        converter = converter(from, to);
        samples = Ffmpeg.present(
                avutil.av_audio_fifo_alloc(to.sample_fmt(), to.ch_layout().nb_channels(), to.frame_size()));
        converted = frame(to);
        block = frame(to);
        block.nb_samples(to.frame_size());
        Ffmpeg.require(avutil.av_frame_get_buffer(block, 0), "make room for sound");
    }

    private static void set(AVCodecContext context, AVCodecContext from) {
        int channels = Math.min(2, from.ch_layout().nb_channels());
        int rate = RATES.contains(from.sample_rate()) ? from.sample_rate() : USUAL_RATE;
        avutil.av_channel_layout_default(context.ch_layout(), channels);
        context.sample_rate(rate).sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).bit_rate((long) channels * BITS_A_CHANNEL);
        context.time_base(Ffmpeg.rational(1, rate));
    }

    private static SwrContext converter(AVCodecContext from, AVCodecContext to) {
        SwrContext context = new SwrContext(null);
        Ffmpeg.require(
                swresample.swr_alloc_set_opts2(
                        context,
                        to.ch_layout(),
                        to.sample_fmt(),
                        to.sample_rate(),
                        from.ch_layout(),
                        from.sample_fmt(),
                        from.sample_rate(),
                        0,
                        null),
                "convert sound");
        Ffmpeg.require(swresample.swr_init(context), "convert sound");
        return context;
    }

    private static AVFrame frame(AVCodecContext form) {
        AVFrame frame = Ffmpeg.present(avutil.av_frame_alloc());
        describe(frame, form);
        return frame;
    }

    private static void describe(AVFrame frame, AVCodecContext form) {
        AVChannelLayout layout = frame.ch_layout();
        avutil.av_channel_layout_copy(layout, form.ch_layout());
        frame.format(form.sample_fmt()).sample_rate(form.sample_rate());
    }

    @Override
    public void writeUntil(double time) {
        while (!ended && next < time * encoder.context().sample_rate()) {
            int code = demuxer.read();
            if (code < 0) {
                ended = true;
                decoder.drain();
            } else if (demuxer.packet().stream_index() == source) {
                decoder.send(demuxer.packet());
            }
            while (decoder.receive() >= 0) {
                convert(decoder.frame());
            }
            encodeBlocks(encoder.context().frame_size());
        }
    }

    private void convert(AVFrame decoded) {
        if (!begun) {
            begun = true;
            double start = decoder.time() - demuxer.start();
            next = Double.isNaN(start)
                    ? 0
                    : Math.round(Math.max(0, start) * encoder.context().sample_rate());
        }
        if (decoded.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_copy(decoded.ch_layout(), decoder.context().ch_layout());
        }
        keep(decoded);
    }

    /** @param decoded null for what the converter still has */
    private void keep(@Nullable AVFrame decoded) {
        avutil.av_frame_unref(converted);
        describe(converted, encoder.context());
        Ffmpeg.require(swresample.swr_convert_frame(converter, converted, decoded), "convert sound");
        if (converted.nb_samples() > 0
                && avutil.av_audio_fifo_write(samples, converted.extended_data(), converted.nb_samples()) < 0) {
            throw new MienException("FFmpeg found no memory for sound");
        }
    }

    /** Encodes whole blocks, as long as there are this many samples. */
    private void encodeBlocks(int least) {
        while (avutil.av_audio_fifo_size(samples) >= least) {
            int count = Math.min(
                    avutil.av_audio_fifo_size(samples), encoder.context().frame_size());
            Ffmpeg.require(avutil.av_frame_make_writable(block), "make room for sound");
            block.nb_samples(count);
            avutil.av_audio_fifo_read(samples, block.extended_data(), count);
            block.pts(next);
            next += count;
            encoder.encode(block, count);
        }
    }

    @Override
    public void finish() {
        writeUntil(Double.POSITIVE_INFINITY);
        if (begun) {
            keep(null);
            encodeBlocks(1);
        }
        encoder.drain(encoder.context().frame_size());
    }

    @Override
    public void close() {
        avutil.av_frame_free(converted);
        avutil.av_frame_free(block);
        avutil.av_audio_fifo_free(samples);
        swresample.swr_free(converter);
        encoder.close();
        decoder.close();
        demuxer.close();
    }
}

package dev.mien.video;

import dev.mien.MienException;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes sound and encodes it as AAC in one or two channels, even if the source's rate and channels change. It begins
 * with the source and stays in step with it: a gap becomes silence, and overlapping sound is left out. Owns the source
 * file, the decoder, the converter and the encoder.
 */
final class EncodedSound implements Sound {
    /** The sample rates that are kept. Others become the usual rate. */
    private static final Set<Integer> RATES = Set.of(8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int USUAL_RATE = 48_000;
    private static final int BITS_A_CHANNEL = 96_000;

    /** The most seconds by which time stamps of good files differ from the number of their samples. */
    private static final double TOLERANCE = 0.2;

    private final Demuxer demuxer;
    private final int source;
    private final Decoder decoder;
    private final Encoder encoder;
    private final SwrContext converter = Ffmpeg.present(swresample.swr_alloc());
    private final AVAudioFifo samples;
    private final AVFrame converted;
    private final AVFrame block;
    private boolean ended;
    private boolean begun;
    private long next;
    private int lost;

    /** @param decoder of the source's stream */
    EncodedSound(Demuxer demuxer, int source, Decoder decoder, Muxer muxer) {
        this.demuxer = demuxer;
        this.source = source;
        this.decoder = decoder;
        encoder = new Encoder("aac", muxer, context -> set(context, decoder.context()));
        AVCodecContext to = encoder.context();
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
        double time = decoder.time() - demuxer.start();
        double rate = encoder.context().sample_rate();
        if (!begun) {
            begun = true;
            next = Double.isNaN(time) ? 0 : Math.round(Math.max(0, time) * rate);
        }
        double gap = time - (next + avutil.av_audio_fifo_size(samples)) / rate;
        if (gap > TOLERANCE) {
            keepSilence(Math.round(gap * rate));
        }
        if (gap < -TOLERANCE) {
            lost++;
        } else {
            keepSound(decoded);
        }
    }

    private void keepSound(AVFrame decoded) {
        AVChannelLayout layout = decoded.ch_layout();
        if (layout.order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(layout, layout.nb_channels());
        }
        keep(decoded);
    }

    /** @param decoded null for the converter's rest */
    private void keep(@Nullable AVFrame decoded) {
        int code = convertFrame(decoded);
        if (code == avutil.AVERROR_INPUT_CHANGED) {
            // the rate or the number of channels changes here
            keep(null);
            swresample.swr_close(converter);
            code = convertFrame(decoded);
        }
        if (code < 0) {
            lost++;
        } else {
            keep(converted.extended_data(), converted.nb_samples());
        }
    }

    private int convertFrame(@Nullable AVFrame decoded) {
        avutil.av_frame_unref(converted);
        describe(converted, encoder.context());
        return swresample.swr_convert_frame(converter, converted, decoded);
    }

    private void keep(PointerPointer<?> data, int count) {
        if (count > 0 && avutil.av_audio_fifo_write(samples, data, count) < 0) {
            throw new MienException("FFmpeg ran out of memory for sound");
        }
    }

    private void keepSilence(long count) {
        AVCodecContext to = encoder.context();
        for (long left = count; left > 0; left -= to.frame_size()) {
            int part = (int) Math.min(left, to.frame_size());
            Ffmpeg.require(avutil.av_frame_make_writable(block), "make room for sound");
            avutil.av_samples_set_silence(
                    block.extended_data(), 0, part, to.ch_layout().nb_channels(), to.sample_fmt());
            keep(block.extended_data(), part);
            encodeBlocks(to.frame_size());
        }
    }

    /** Encodes whole blocks while there are this many samples. */
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
        if (swresample.swr_is_initialized(converter) != 0) {
            keep(null);
        }
        encodeBlocks(1);
        encoder.drain(encoder.context().frame_size());
    }

    @Override
    public Optional<String> problem() {
        return Sound.leftOut(lost);
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

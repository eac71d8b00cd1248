package dev.mien.video;

import dev.mien.image.CodedPictureDecoder;
import dev.mien.image.CodedPictures;
import dev.mien.image.RgbImage;
import dev.mien.io.NativeCalls;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Decodes the pictures in HEIC and AVIF files with FFmpeg. {@link java.util.ServiceLoader} finds it. */
public final class FfmpegPictures implements CodedPictureDecoder {
    /** For {@link java.util.ServiceLoader}. */
    public FfmpegPictures() {}

    @Override
    public void decode(CodedPictures pictures, Consumer<RgbImage> target) throws IOException {
        Optional<String> damage = NativeCalls.during(() -> {
            Ffmpeg.load();
            try (StillDecoder decoder =
                    new StillDecoder(pictures.form(), pictures.data().size())) {
                return decoder.decode(pictures.data(), target);
            }
        });
        if (damage.isPresent()) {
            throw new IOException(damage.get());
        }
    }
}

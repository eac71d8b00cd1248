package dev.mien.video;

import java.util.Map;

/**
 * A camera as FFmpeg opens it.
 *
 * @param format FFmpeg's name of the kind of device, as {@code v4l2}
 * @param url which of them
 * @param name what messages and answers call it
 * @param options what is asked of it, as {@code framerate}
 */
record CameraAddress(String format, String url, String name, Map<String, String> options) {
    /** Copies the options. */
    CameraAddress {
        options = Map.copyOf(options);
    }

    /** The same with nothing asked of it. */
    CameraAddress withoutOptions() {
        return new CameraAddress(format, url, name, Map.of());
    }
}

package dev.mien.video;

import java.io.IOException;

/** What FFmpeg said instead of opening a device. */
final class DeviceFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    DeviceFailure(int code) {
        super(Ffmpeg.reason(code));
        this.code = code;
    }

    static void require(int code) throws DeviceFailure {
        if (code < 0) {
            throw new DeviceFailure(code);
        }
    }

    /** FFmpeg's code: where the operating system refused, its number below 0. */
    int code() {
        return code;
    }
}

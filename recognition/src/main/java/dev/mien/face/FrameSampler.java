package dev.mien.face;

import dev.mien.image.RgbImage;

/** Reads a picture in a frame of any size and turn. The picture's border is repeated beyond it. */
final class FrameSampler {
    /** Samples along a side of a target pixel. */
    private static final int SAMPLES = 2;

    private final PicturePatch patch;
    private final FaceAligner.Frame frame;
    private final int width;
    private final int height;
    private final double cosine;
    private final double sine;

    /**
     * @param width target pixels across the frame
     * @param height target pixels down the frame
     */
    FrameSampler(RgbImage picture, PicturePatch.Mix mix, FaceAligner.Frame frame, int width, int height) {
        this.frame = frame;
        this.width = width;
        this.height = height;
        cosine = Math.cos(frame.angle()) * frame.side();
        sine = Math.sin(frame.angle()) * frame.side();
        int reduction = (int) Math.max(1, Math.floor(frame.side() / Math.max(width, height)));
        double reach = (Math.abs(cosine) + Math.abs(sine)) / 2;
        patch = PicturePatch.of(picture, mix, frame.centre(), reach, reduction);
    }

    /** A target pixel, 0 to 255: the mean of its samples. */
    double at(int x, int y) {
        double sum = 0;
        for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            Point place = toPicture(
                    (x + (sample % SAMPLES + 0.5) / SAMPLES) / width,
                    (y + (sample / SAMPLES + 0.5) / SAMPLES) / height);
            sum += patch.at(place.x(), place.y());
        }
        return sum / (SAMPLES * SAMPLES);
    }

    private Point toPicture(double across, double down) {
        return new Point(
                frame.centre().x() + (across - 0.5) * cosine - (down - 0.5) * sine,
                frame.centre().y() + (across - 0.5) * sine + (down - 0.5) * cosine);
    }
}

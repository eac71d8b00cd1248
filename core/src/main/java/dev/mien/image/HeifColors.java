package dev.mien.image;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * The description of an item's colours: an ICC profile, code points (ITU-T H.273), or both (ISO/IEC 14496-12, 12.1.5).
 *
 * @param profile the content of the ICC profile; empty without one
 * @param codes primaries, transfer characteristics, matrix, and the range in the highest bit of a byte
 */
record HeifColors(Optional<ByteBuffer> profile, Optional<ByteBuffer> codes) {
    private static final Set<String> PROFILES = Set.of("prof", "rICC");
    private static final Set<String> CODES = Set.of("nclx");

    static HeifColors of(HeifProperties properties, long item) {
        return new HeifColors(properties.colors(item, PROFILES), properties.colors(item, CODES));
    }

    /** These, and what they leave open by others. */
    HeifColors or(HeifColors others) {
        return new HeifColors(profile.or(() -> others.profile), codes.or(() -> others.codes));
    }

    int matrix() {
        return codes.map(nclx -> Short.toUnsignedInt(nclx.getShort(4))).orElse(CodedPictures.UNTOLD_MATRIX);
    }

    CodedPictures.Range range() {
        return codes.map(nclx -> nclx.get(6) < 0 ? CodedPictures.Range.FULL : CodedPictures.Range.LIMITED)
                .orElse(CodedPictures.Range.UNTOLD);
    }

    /** Converts pixels in place. A profile goes before code points. */
    void toSrgb(Samples samples) {
        if (profile.isPresent()) {
            byte[] bytes = new byte[profile.get().limit()];
            profile.get().get(0, bytes);
            ColorProfile.of(bytes)
                    .ifPresent(found -> found.toSrgb(samples.width(), samples.height(), samples.pixels()));
            return;
        }
        codes.flatMap(nclx ->
                        WideColors.of(Short.toUnsignedInt(nclx.getShort(0)), Short.toUnsignedInt(nclx.getShort(2))))
                .ifPresent(wide -> wide.toSrgb(samples.pixels()));
    }
}

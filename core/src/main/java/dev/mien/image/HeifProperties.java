package dev.mien.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a HEIF file says of its items: the box iprp (ISO/IEC 23008-12, 9.3). */
final class HeifProperties {
    /** Those that are read here, and those that change no pixel. */
    private static final Set<String> KNOWN = Set.of(
            "ispe", "pixi", "colr", "irot", "imir", "clap", "hvcC", "av1C", "auxC", "pasp", "clli", "mdcv", "cclv",
            "amve", "a1lx", "a1op", "lsel", "rloc", "udes", "altt", "iscl", "cmin", "cmex");

    private static final Set<String> ALPHA =
            Set.of("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1");

    private final PictureFile file;
    private final List<IsoBox> all;
    private final Map<Long, List<IsoBox>> ofItems = new HashMap<>();

    HeifProperties(PictureFile file, IsoBox box) {
        this.file = file;
        List<IsoBox> boxes = IsoBox.in(box.content());
        all = IsoBox.first(boxes, "ipco")
                .map(found -> IsoBox.in(found.content()))
                .orElse(List.of());
        boxes.stream().filter(found -> found.type().equals("ipma")).forEach(this::associate);
    }

    private void associate(IsoBox map) {
        ByteBuffer body = map.body();
        boolean isWide = (map.flags() & 1) != 0;
        for (long entries = Integer.toUnsignedLong(body.getInt()); entries > 0; entries--) {
            long item = IsoBox.number(body, map.version() < 1 ? 2 : 4);
            List<IsoBox> properties = ofItems.computeIfAbsent(item, known -> new ArrayList<>());
            for (int left = body.get() & 0xff; left > 0; left--) {
                int entry = isWide ? Short.toUnsignedInt(body.getShort()) : widened(body.get());
                add(properties, entry & 0x7fff, (entry & 0x8000) != 0);
            }
        }
    }

    /** The highest bit says whether the property is essential. */
    private static int widened(byte entry) {
        return (entry & 0x80) << 8 | entry & 0x7f;
    }

    /** @param number of the property from 1 on; 0 stands for no property */
    private void add(List<IsoBox> properties, int number, boolean isEssential) {
        if (number == 0) {
            return;
        }
        IsoBox property = all.get(number - 1);
        if (isEssential && !KNOWN.contains(property.type())) {
            throw file.damaged("its picture needs the property " + property.type() + ", which is not known");
        }
        properties.add(property);
    }

    /** The properties of an item, in the order in which they apply. */
    List<IsoBox> of(long item) {
        return ofItems.getOrDefault(item, List.of());
    }

    Optional<IsoBox> first(long item, String type) {
        return IsoBox.first(of(item), type);
    }

    /** The size before the item is turned and cropped, which is one that may be decoded. */
    HeifSize size(long item) {
        IsoBox box = first(item, "ispe").orElseThrow(() -> file.damaged("its picture has no size"));
        long width = Integer.toUnsignedLong(box.body().getInt(0));
        long height = Integer.toUnsignedLong(box.body().getInt(4));
        file.requireSize(width, height);
        return new HeifSize((int) width, (int) height);
    }

    /** The description of an item's colours of a kind: {@code nclx}, {@code prof} or {@code rICC}. */
    Optional<ByteBuffer> colors(long item, Set<String> kinds) {
        return of(item).stream()
                .filter(box -> box.type().equals("colr") && kinds.contains(IsoBox.text(box.content(), 0)))
                .map(box -> box.content().slice(4, box.content().limit() - 4))
                .findFirst();
    }

    /** Whether an item is the transparency of another one. */
    boolean isAlpha(long item) {
        return first(item, "auxC")
                .map(box -> StandardCharsets.ISO_8859_1
                        .decode(box.body())
                        .toString()
                        .split("\0", 2)[0])
                .filter(ALPHA::contains)
                .isPresent();
    }
}

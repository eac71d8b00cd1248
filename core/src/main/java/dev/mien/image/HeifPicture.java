package dev.mien.image;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Decodes HEIC and AVIF (ISO/IEC 23008-12; AVIF 1.1): the primary item, which may be made of tiles. The orientation in
 * Exif data does not count, because the item's own properties turn it. A {@link CodedPictureDecoder} decodes the items.
 */
final class HeifPicture {
    private static final int MOST_NESTED = 4;

    private final PictureFile file;
    private final HeifItems items;
    private final HeifTransform transform;

    private HeifPicture(PictureFile file) {
        this.file = file;
        items = HeifItems.of(file);
        transform = new HeifTransform(file);
    }

    static Samples decode(PictureFile file) throws IOException {
        return new HeifPicture(file).decode();
    }

    private Samples decode() throws IOException {
        long item = items.primary();
        Samples shown = seen(item, colors(item), 0);
        colors(item).toSrgb(shown);
        Optional<Long> alpha = items.alpha(item);
        return alpha.isPresent() ? overWhite(shown, alpha.get(), items.isPremultiplied(item, alpha.get())) : shown;
    }

    /** An item, or the first of its parts, tells the colours. */
    private HeifColors colors(long item) {
        HeifColors own = HeifColors.of(items.properties(), item);
        return items.parts(item).stream()
                .findFirst()
                .map(part -> own.or(HeifColors.of(items.properties(), part)))
                .orElse(own);
    }

    private Samples seen(long item, HeifColors colors, int depth) throws IOException {
        if (depth > MOST_NESTED) {
            throw file.damaged("its parts are nested too deeply");
        }
        List<Long> parts = items.parts(item);
        Samples stored = switch (items.type(item)) {
            case "grid" -> grid(HeifGrid.of(file, items.data(item)), parts, colors);
            case "iden" -> seen(parts.get(0), colors, depth + 1);
            default -> coded(item, colors);
        };
        return transform.apply(items.properties().of(item), stored);
    }

    private Samples coded(long item, HeifColors colors) throws IOException {
        CodedPictures.Form form = form(item, colors);
        file.requireDense(form.width(), form.height());
        List<RgbImage> decoded = new ArrayList<>();
        decoder().decode(new CodedPictures(form, List.of(items.data(item))), decoded::add);
        byte[] pixels = new byte[form.width() * form.height() * RgbImage.CHANNELS];
        decoded.get(0).copyPixels(pixels);
        return new Samples(form.width(), form.height(), RgbImage.CHANNELS, pixels);
    }

    private Samples grid(HeifGrid grid, List<Long> tiles, HeifColors colors) throws IOException {
        HeifSize whole = grid.size();
        file.requireDense(whole.width(), whole.height());
        Map<CodedPictures.Form, List<Integer>> forms = new LinkedHashMap<>();
        for (int i = 0; i < tiles.size(); i++) {
            CodedPictures.Form form = form(tiles.get(i), colors);
            grid.requireFit(file, tiles.size(), new HeifSize(form.width(), form.height()));
            forms.computeIfAbsent(form, same -> new ArrayList<>()).add(i);
        }
        List<ByteBuffer> data = tileData(tiles);
        byte[] pixels = new byte[Math.multiplyExact(whole.width() * whole.height(), RgbImage.CHANNELS)];
        for (Map.Entry<CodedPictures.Form, List<Integer>> form : forms.entrySet()) {
            List<Integer> numbers = form.getValue();
            List<Integer> left = new ArrayList<>(numbers);
            List<ByteBuffer> ofForm = numbers.stream().map(data::get).toList();
            decoder()
                    .decode(new CodedPictures(form.getKey(), ofForm), tile -> grid.place(left.remove(0), tile, pixels));
        }
        return new Samples(whole.width(), whole.height(), RgbImage.CHANNELS, pixels);
    }

    /** One item may be many tiles, so few bytes could take any time to decode. */
    private List<ByteBuffer> tileData(List<Long> tiles) {
        List<ByteBuffer> data = tiles.stream().map(items::data).toList();
        if (data.stream().mapToLong(ByteBuffer::limit).sum() > file.bytes().length) {
            throw file.damaged("its tiles have more bytes than the file");
        }
        return data;
    }

    private CodedPictures.Form form(long item, HeifColors colors) {
        CodedPictures.Codec codec = switch (items.type(item)) {
            case "hvc1" -> CodedPictures.Codec.HEVC;
            case "av01" -> CodedPictures.Codec.AV1;
            case "" -> throw file.damaged("a part of its picture is missing");
            default ->
                throw new InvalidInputException(file.name() + " has a picture of the kind '" + items.type(item)
                        + "', and only HEVC and AV1 are decoded in HEIC and AVIF: convert it to JPEG, PNG or WebP");
        };
        String box = codec == CodedPictures.Codec.HEVC ? "hvcC" : "av1C";
        ByteBuffer configuration = items.properties()
                .first(item, box)
                .map(IsoBox::content)
                .orElseThrow(() -> file.damaged("its picture has no box " + box));
        HeifSize size = items.properties().size(item);
        HeifColors known = HeifColors.of(items.properties(), item).or(colors);
        return new CodedPictures.Form(codec, configuration, size.width(), size.height(), known.matrix(), known.range());
    }

    private CodedPictureDecoder decoder() {
        return required(Found.DECODER, file);
    }

    /** Searched once, at the first picture. */
    private static final class Found {
        static final Optional<CodedPictureDecoder> DECODER = decoder(CodedPictureDecoder.class.getClassLoader());
    }

    static Optional<CodedPictureDecoder> decoder(ClassLoader loader) {
        return ServiceLoader.load(CodedPictureDecoder.class, loader).findFirst();
    }

    static CodedPictureDecoder required(Optional<CodedPictureDecoder> decoder, PictureFile file) {
        return decoder.orElseThrow(() -> new InvalidInputException(file.name() + " is in the format "
                + HeifBrand.name(file.bytes()) + ", which FFmpeg decodes: add dev.mien:mien-media to the class path, or"
                + " convert the picture to JPEG, PNG or WebP"));
    }

    private Samples overWhite(Samples shown, long alpha, boolean isPremultiplied) throws IOException {
        Samples mask = seen(alpha, HeifColors.of(items.properties(), alpha), 0);
        RgbImage opacity = mask.rgb().resized(shown.width(), shown.height());
        byte[] pixels = shown.pixels();
        for (int y = 0, next = 0; y < shown.height(); y++) {
            for (int x = 0; x < shown.width(); x++) {
                int opaque = opacity.value(x, y, 0);
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++, next++) {
                    int value = pixels[next] & 0xff;
                    pixels[next] = isPremultiplied
                            ? (byte) Math.min(255, value + 255 - opaque)
                            : BufferedSamples.overWhite(value, opaque);
                }
            }
        }
        return shown;
    }
}

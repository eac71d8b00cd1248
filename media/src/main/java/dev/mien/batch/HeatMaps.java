package dev.mien.batch;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.drawing.HeatMapPicture;
import dev.mien.drawing.Pngs;
import dev.mien.image.RgbImage;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Explanation;
import dev.mien.recognition.Recognition;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a heat map of each face that shows where the network found its evidence. {@code photo.jpg-1.png} belongs to
 * the first face from the left.
 */
public final class HeatMaps implements PictureArtist {
    /** The name of a file: the picture's name and the number of the face. */
    private static final Pattern NAME = Pattern.compile("(.*)-[0-9]+\\.png", Pattern.DOTALL);

    private final Path target;
    private final boolean single;
    private final EmotionRecognizer recognizer;

    /**
     * Writes into a folder, which is created if it is missing.
     *
     * @throws dev.mien.InvalidInputException if the recognizer's model has no activation maps
     */
    public HeatMaps(Path folder, EmotionRecognizer recognizer) {
        this(folder, false, recognizer);
    }

    private HeatMaps(Path target, boolean single, EmotionRecognizer recognizer) {
        recognizer.requireExplanations();
        this.target = target;
        this.single = single;
        this.recognizer = recognizer;
    }

    /**
     * Writes the heat maps of a single picture into one file, one below the other. A picture without a face gives no
     * file.
     *
     * @throws dev.mien.InvalidInputException if the recognizer's model has no activation maps
     */
    public static HeatMaps to(Path file, EmotionRecognizer recognizer) {
        return new HeatMaps(file, true, recognizer);
    }

    /**
     * Checks that no heat map would overwrite a source.
     *
     * @param folder for the heat maps
     * @throws InvalidInputException if a heat map would
     */
    public static void requireOthersThan(Path folder, List<PictureSource> sources) {
        Set<Path> places = sources.stream().map(PictureSource::place).collect(Collectors.toSet());
        for (PictureSource source : sources) {
            Matcher name = NAME.matcher(source.place().toString());
            if (name.matches() && places.contains(Path.of(name.group(1)))) {
                source.original()
                        .filter(original -> SameFile.is(folder.resolve(source.place()), original))
                        .ifPresent(original -> {
                            throw new InvalidInputException(
                                    "a heat map may overwrite " + original,
                                    Remedy.change(Remedy.Setting.HEAT_MAP_OUTPUT));
                        });
            }
        }
    }

    /**
     * Whether a file could be the heat map of some face.
     *
     * @param file a real place
     * @param firsts real places of each picture's first heat map
     */
    public static boolean mayBe(Path file, Set<Path> firsts) {
        Matcher name = NAME.matcher(file.toString());
        return firsts.contains(file) || (name.matches() && firsts.contains(Path.of(name.group(1) + "-1.png")));
    }

    /**
     * The file of a heat map.
     *
     * @param number of the face, from 1
     */
    public static Path file(Path folder, PictureSource source, int number) {
        Path place = source.place();
        return folder.resolve(place.resolveSibling(place.getFileName() + "-" + number + ".png"));
    }

    @Override
    public void draw(PictureSource source, RgbImage picture, List<Recognition> faces) {
        List<Explanation> explanations = recognizer.explain(picture, faces);
        List<BufferedImage> maps = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Recognition face = faces.get(i);
            Explanation explanation = explanations.get(i);
            BufferedImage map =
                    HeatMapPicture.draw(explanation.face(), face.scores(), face.isUnsure(), explanation.maps());
            maps.add(faces.size() > 1 ? HeatMapPicture.numbered(map, i + 1) : map);
        }
        if (single && !maps.isEmpty()) {
            Pngs.write(Pngs.below(maps), target);
        }
        for (int i = 0; !single && i < maps.size(); i++) {
            Pngs.write(maps.get(i), file(target, source, i + 1));
        }
    }
}

package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.ReleaseBuild.Answer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is handed out works without the checkout: the zip on each Java that is installed here, and projects that name
 * the modules.
 */
@Tag("thorough")
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTest {
    /** Files below this size may stand in a zip twice: licences, mostly. */
    private static final long LARGE = 100_000;

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    @TempDir
    private static Path folder;

    private ReleaseBuild build;
    private Path zip;
    private Path unpacked;
    private Path photo;

    @BeforeAll
    void buildAndUnpack() throws Exception {
        build = new ReleaseBuild(Files.createDirectory(folder.resolve("build")));
        build.install();
        zip = build.zip();
        unpacked = Files.createDirectory(folder.resolve("unpacked")).resolve("mien-" + version());
        Answer answer = build.run(
                List.of(
                        "unzip",
                        "-q",
                        zip.toString(),
                        "-d",
                        unpacked.getParent().toString()),
                folder,
                Map.of());
        assertThat(answer.exit()).as(answer.errors()).isZero();
        photo = unpacked.resolve("lib/launcher/drawn-face.jpg");
    }

    @AfterAll
    void unlink() throws IOException {
        build.close();
    }

    private String version() {
        return zip.getFileName().toString().replaceFirst("mien-([0-9.]+)-.*", "$1");
    }

    /** Homes of this process's Java and of all others here that Mien supports. */
    static List<Path> javas() throws IOException {
        Set<Path> homes =
                new TreeSet<>(Set.of(Path.of(System.getProperty("java.home")).toRealPath()));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> found = Files.list(INSTALLED)) {
                for (Path home : found.filter(ReleaseTest::isSupported).toList()) {
                    homes.add(home.toRealPath());
                }
            }
        }
        return List.copyOf(homes);
    }

    private static boolean isSupported(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readAllLines(home.resolve("release")).stream()
                            .anyMatch(line -> line.matches("JAVA_VERSION=\"(1[7-9]|[2-9]\\d)\\b.*"));
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theZipTrainsExportsAndRecognizes(Path java) throws Exception {
        Path empty = Files.createTempDirectory(folder, "empty");
        assertThat(mien(java, empty, "--version")).matches("mien \\Q" + version() + "\\E( \\(commit [0-9a-f]+\\))?\n");
        assertThat(mien(java, empty, "recognize", photo.toString())).contains("1 face", "neutral");
        assertThat(mien(java, empty, "train", "--recipe", "small", "--limit", "350", "--epochs", "2", "--out", "run"))
                .contains("accuracy", "report: run/report.html");
        assertThat(empty.resolve("run/report.html")).isNotEmptyFile();
        assertThat(mien(java, empty, "export", "--model", "run", "--out", "face.onnx"))
                .contains("written: face.onnx");
        assertThat(mien(java, empty, "recognize", photo.toString(), "--model", "face.onnx"))
                .contains("1 face");
        assertThat(mien(java, empty, "doctor")).contains("Nothing is broken.");
    }

    /** What a command prints; no Java may warn, and nothing may need a terminal. */
    private String mien(Path java, Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(unpacked.resolve("bin/mien").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> variables = Map.of(
                "JAVA_HOME",
                java.toString(),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString());
        Answer answer = build.run(command, directory, variables);
        assertThat(answer.exit()).as(answer.output() + answer.errors()).isZero();
        assertThat(answer.errors()).doesNotContain("WARNING");
        return answer.output();
    }

    @Test
    void theBillOfMaterialsListsTheLibrariesAndNoOthers() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : components()) {
            String[] purl = component.get("purl").asText().split("[?]", 2);
            String classifier = purl[1].replaceFirst("(?:classifier=([^&]*)&)?type=jar", "-$1");
            String name = component.get("name").asText() + "-"
                    + component.get("version").asText() + classifier;
            listed.add(name.replaceFirst("-$", "") + ".jar");
        }
        listed.add("mien-app-" + version() + ".jar");
        try (Stream<Path> jars = Files.list(unpacked.resolve("lib"))) {
            Set<String> there = new TreeSet<>(jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.replaceFirst("^(onnxruntime-.*)-classes.jar", "$1.jar"))
                    .toList());
            assertThat(there).hasSizeGreaterThan(30).isEqualTo(listed);
        }
    }

    @Test
    void eachLibraryHasALicenceWhoseTextComesAlong() throws IOException {
        Map<String, String> texts = Map.of(
                "Apache-2.0", "LICENSE",
                "MIT", "licences/MIT.txt",
                "BSD-2-Clause", "licences/BSD-2-Clause.txt",
                "BSD-3-Clause", "licences/BSD-3-Clause.txt");
        for (JsonNode component : components()) {
            List<String> licences = component.get("licenses").findValuesAsText("id");
            assertThat(licences).as(component.get("purl").asText()).containsAnyElementsOf(texts.keySet());
        }
        for (String text : texts.values()) {
            assertThat(unpacked.resolve(text)).content().hasSizeGreaterThan(900);
        }
        assertThat(unpacked.resolve("NOTICE")).isNotEmptyFile();
        assertThat(unpacked.resolve("licences/LGPL-3.0.txt")).content().contains("GNU LESSER GENERAL PUBLIC LICENSE");
    }

    private JsonNode components() throws IOException {
        JsonNode bom = new ObjectMapper().readTree(unpacked.resolve("bom.json").toFile());
        assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        return bom.get("components");
    }

    @Test
    void noLargeFileStandsInTheZipTwice() throws IOException {
        Map<String, String> places = new HashMap<>();
        List<String> twice = new ArrayList<>();
        large(zip).forEach((place, content) -> {
            String other = places.put(content, place);
            // GraalVM's settings for reflection and for JNI, which are the same in JavaCPP's jars.
            if (other != null && !place.endsWith("-config.json")) {
                twice.add(other + " = " + place);
            }
        });
        assertThat(places).hasSizeGreaterThan(50);
        assertThat(twice).isEmpty();
    }

    /** Size and checksum of each large file of a zip and of its jars, by place. */
    private static Map<String, String> large(Path zip) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                add(contents, entry.getName(), entry);
                if (entry.getName().endsWith(".jar")) {
                    addJar(contents, entry.getName(), file.getInputStream(entry));
                }
            }
        }
        return contents;
    }

    private static void addJar(Map<String, String> contents, String name, InputStream stream) throws IOException {
        try (ZipInputStream jar = new ZipInputStream(new BufferedInputStream(stream))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                jar.closeEntry();
                add(contents, name + "!" + entry.getName(), entry);
            }
        }
    }

    private static void add(Map<String, String> contents, String place, ZipEntry entry) {
        if (entry.getSize() >= LARGE) {
            contents.put(place, entry.getSize() + " " + entry.getCrc());
        }
    }

    @Test
    void anApplicationThatNamesTheRecognizerAlone() throws Exception {
        assertThat(example("application", photo.toString())).contains("faces by emotion: {NEUTRAL=1}");
    }

    @Test
    void aPhotoBecomesJsonAndAMarkedPhoto() throws Exception {
        assertThat(example("photo", photo + " " + folder.resolve("marked"))).contains("\"emotion\" : \"neutral\"");
        assertThat(folder.resolve("marked/drawn-face.jpg")).isNotEmptyFile();
    }

    @Test
    void manyThreadsAskOneRecognizer() throws Exception {
        String photos = String.join(" ", Collections.nCopies(20, photo.toString()));
        assertThat(example("threads", photos).lines().filter(line -> line.contains("1 face(s) NEUTRAL")))
                .hasSize(20);
    }

    @Test
    void aTrainedNetworkBecomesAFileThatAnswersTheSame() throws Exception {
        String printed = example("training", folder.resolve("example.onnx") + " 350 2");
        assertThat(rightAnswers(printed, "network")).isEqualTo(rightAnswers(printed, "file"));
    }

    /** What an example says about the right answers of something, without what Maven puts before the words. */
    private static String rightAnswers(String printed, String of) {
        Matcher said = Pattern.compile("the " + of + " is right on (\\d+ of 35 test faces)")
                .matcher(printed);
        assertThat(said.find()).as(printed).isTrue();
        return said.group(1);
    }

    /** What an example prints that Maven compiles and runs against the installed modules. */
    private String example(String name, String arguments) throws Exception {
        Path project = build.sources().resolve("examples").resolve(name);
        return build.maven(project, "compile", "exec:java", "-Dexec.args=" + arguments);
    }
}

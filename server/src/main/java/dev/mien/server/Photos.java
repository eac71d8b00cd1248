package dev.mien.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.batch.PictureSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;

/**
 * Takes the photos out of a request's body: the bytes of one picture, a form with files, or JSON with Base64. The
 * photos stay in memory.
 */
final class Photos {
    private static final int DEPTH = 4;
    private static final int PART_HEAD = 4096;
    private static final int LONGEST_NAME = 200;
    private static final Pattern DATA = Pattern.compile("data:[^,]{0,100};base64,");

    private final ServerLimits limits;
    private final JsonMapper json;

    /**
     * Photos of a request.
     *
     * @param sources in the order of the request
     * @param single whether the request had one photo that was not in a list
     */
    record Upload(List<PictureSource> sources, boolean single) {
        Upload {
            sources = List.copyOf(sources);
        }
    }

    Photos(ServerLimits limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength((int) limits.requestBytes())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        json = JsonMapper.builder(factory).build();
    }

    /** Checks the kind of the body before it is read. */
    static void requireKind(Call call) {
        String type = type(call);
        if (!isPicture(type) && !type.equals("multipart/form-data") && !type.equals(Answer.JSON)) {
            throw new Problem(
                    415,
                    "wrong-content-type",
                    "the content type is '" + type + "', expected image/* with a picture's bytes, multipart/form-data"
                            + " with files, or application/json with Base64");
        }
    }

    private static boolean isPicture(String type) {
        return type.startsWith("image/") || type.equals("application/octet-stream");
    }

    private static String type(Call call) {
        String header = call.header(HttpHeader.CONTENT_TYPE).orElse("");
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    Upload of(Call call, byte[] body) {
        String type = type(call);
        if (isPicture(type)) {
            return new Upload(List.of(source("-", body)), true);
        }
        return type.equals(Answer.JSON)
                ? ofJson(body)
                : ofForm(call.header(HttpHeader.CONTENT_TYPE).orElse(""), body);
    }

    private PictureSource source(String name, byte[] bytes) {
        return new PictureSource.Bytes(name, bytes, limits.photo());
    }

    private Upload ofJson(byte[] body) {
        JsonNode root = tree(body);
        if (root.size() == 1 && root.has("image")) {
            return new Upload(List.of(source("-", base64(root.get("image"), "image"))), true);
        }
        if (root.size() != 1 || !root.path("images").isArray()) {
            throw invalid("the JSON is not of the form {\"image\": BASE64} or {\"images\": [BASE64, ...]}");
        }
        JsonNode images = root.get("images");
        requireCount(images.size());
        List<PictureSource> sources = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String name = "images[" + i + "]";
            sources.add(source(name, base64(images.get(i), name)));
        }
        return new Upload(sources, false);
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("the body is not the expected JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid("the body is not JSON");
        }
    }

    private static byte[] base64(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw invalid(name + " is not a text in Base64");
        }
        String text = DATA.matcher(node.textValue()).replaceFirst("");
        try {
            return Base64.getDecoder().decode(text.replace("\r", "").replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw invalid(name + " is not Base64 (RFC 4648): " + e.getMessage());
        }
    }

    private static Problem invalid(String detail) {
        return new Problem(400, "invalid-body", detail);
    }

    private void requireCount(int count) {
        if (count < 1 || count > limits.photos()) {
            throw new Problem(
                    count < 1 ? 400 : 413,
                    count < 1 ? "invalid-body" : "too-many-photos",
                    "the request has " + count + " photos, expected 1 to " + limits.photos());
        }
    }

    private Upload ofForm(String contentType, byte[] body) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            throw invalid("the content type multipart/form-data has no boundary");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(limits.photos());
        parser.setPartHeadersMaxLength(PART_HEAD);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(-1);
        parser.setMaxFileSize(-1);
        parser.setMaxLength(limits.requestBytes());
        try (MultiPartFormData.Parts parts =
                parser.parse(Content.Source.from(ByteBuffer.wrap(body))).join()) {
            return ofParts(parts);
        } catch (CompletionException e) {
            throw tooManyOr(e);
        }
    }

    private Problem tooManyOr(CompletionException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("too many")
                ? new Problem(413, "too-many-photos", "the form has more than " + limits.photos() + " parts")
                : invalid("the form cannot be read (RFC 7578)");
    }

    private Upload ofParts(MultiPartFormData.Parts parts) {
        requireCount(parts.size());
        List<PictureSource> sources = new ArrayList<>();
        for (MultiPart.Part part : parts) {
            if (!"file".equals(part.getName())) {
                throw invalid("the form has a part that is not named 'file'. Options belong in the address");
            }
            sources.add(source(name(part), bytes(part)));
        }
        return new Upload(sources, sources.size() == 1);
    }

    private static String name(MultiPart.Part part) {
        String name = part.getFileName();
        if (name == null || name.isBlank()) {
            return "-";
        }
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static byte[] bytes(MultiPart.Part part) {
        try {
            ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw invalid("the form cannot be read");
        }
    }
}

package dev.mien.server;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.answer.AnswerFormat;
import dev.mien.answer.AnswerWriter;
import dev.mien.answer.StandardFormat;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureArtist;
import dev.mien.batch.PictureReading;
import dev.mien.batch.PictureRecognizer;
import dev.mien.batch.PictureSource;
import dev.mien.batch.PixelBudget;
import dev.mien.drawing.AnnotatedPicture;
import dev.mien.drawing.HeatMapPicture;
import dev.mien.drawing.MarkedFace;
import dev.mien.drawing.Pngs;
import dev.mien.image.Jpeg;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Explanation;
import dev.mien.recognition.Recognition;
import dev.mien.service.Admission;
import dev.mien.service.SharedRecognizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;

/** Reads the photos of requests. */
final class PhotoRoutes {
    private static final int QUALITY = 92;

    private final Models models;
    private final Admission admission;
    private final ServerLimits limits;
    private final Photos photos;
    private final Meters meters;
    private final PixelBudget budget = new PixelBudget();
    private final AnnotatedPicture marker = new AnnotatedPicture();

    PhotoRoutes(Models models, Admission admission, ServerLimits limits, Meters meters) {
        this.models = models;
        this.admission = admission;
        this.limits = limits;
        this.meters = meters;
        photos = new Photos(limits);
    }

    /** Finds and reads the faces of photos. */
    CompletableFuture<Answer> recognize(Call call) {
        return answer(call, Options.of(call, false));
    }

    /** Reads faces that are already cut out. */
    CompletableFuture<Answer> faces(Call call) {
        return answer(call, Options.of(call, true));
    }

    private CompletableFuture<Answer> answer(Call call, Options options) {
        Form form = Form.accepted(call.header(HttpHeader.ACCEPT));
        ServedModel model = models.named(options.model());
        if (options.explain().isPresent()) {
            requireExplainable(model);
        }
        Photos.requireKind(call);
        admission.requireRoom();
        CompletableFuture<Answer> result = new CompletableFuture<>();
        call.body(limits.requestBytes())
                .thenCompose(body -> {
                    long begin = System.nanoTime();
                    CompletableFuture<Answer> work = admission.submit(() -> {
                        call.timing().add("wait", System.nanoTime() - begin);
                        return read(call, options, form, model, body);
                    });
                    result.whenComplete((answer, failure) -> work.cancel(false));
                    return work;
                })
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        result.complete(answer);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    private static void requireExplainable(ServedModel model) {
        try {
            model.recognizer().requireExplanations();
        } catch (MienException e) {
            throw new Problem(400, "not-explainable", e.problem());
        }
    }

    private Answer read(Call call, Options options, Form form, ServedModel model, byte[] body) {
        Photos.Upload upload = call.timing().during("parse", () -> photos.of(call, body));
        boolean drawn = form.isPicture() || options.explain().isPresent();
        if (drawn && !upload.single()) {
            throw new Problem(400, "one-photo", "a picture is drawn of one photo, and the request has several");
        }
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        List<PictureArtist> artists = new ArrayList<>();
        if (options.explain().isPresent()) {
            artists.add(explainer(model.recognizer(), options.explain().getAsInt(), picture));
        } else if (form.isPicture()) {
            artists.add((source, image, faces) -> picture.writeBytes(marked(image, faces, form)));
        }
        List<PictureAnswer> answers = answers(call, upload.sources(), reader(model, options), artists);
        if (upload.single()) {
            requireRead(answers.get(0));
        }
        if (drawn) {
            return Answer.of(options.explain().isPresent() ? Form.PNG.type() : form.type(), picture.toByteArray());
        }
        return written(answers, form, upload.single(), model.recognizer().labels());
    }

    private static PictureRecognizer reader(ServedModel model, Options options) {
        return options.detect()
                ? image -> model.recognizer().recognize(image, options.reading())
                : image -> model.recognizer().recognizeFace(image, options.reading());
    }

    private List<PictureAnswer> answers(
            Call call, List<PictureSource> sources, PictureRecognizer reader, List<PictureArtist> artists) {
        PictureReading reading = new PictureReading(
                image -> call.timing().during("recognize", () -> reader.recognize(image)),
                artists,
                MienException::problem,
                budget);
        List<PictureAnswer> answers = new ArrayList<>();
        for (PictureSource source : sources) {
            if (call.isAbandoned()) {
                throw new Problem(499, "client-gone", "the client has closed the connection");
            }
            long begin = System.nanoTime();
            PictureAnswer answer = reading.answer(source);
            call.timing().add("photo", System.nanoTime() - begin);
            meters.photo(answer);
            answers.add(answer);
        }
        return answers;
    }

    private static void requireRead(PictureAnswer answer) {
        if (answer.error().isEmpty()) {
            return;
        }
        String detail = answer.error().get();
        if (answer.lacksMemory()) {
            throw new Problem(503, "out-of-memory", detail, Map.of("Retry-After", "1"));
        }
        throw answer.failed()
                ? new Problem(500, "failure", "the server failed on this photo")
                : new Problem(422, "unreadable-photo", detail);
    }

    private static PictureArtist explainer(SharedRecognizer recognizer, int number, ByteArrayOutputStream picture) {
        return (source, image, faces) -> {
            if (number > faces.size()) {
                throw new InvalidInputException(
                        "the request asks about face " + number + ", but the photo has " + faces.size() + " faces");
            }
            Recognition face = faces.get(number - 1);
            Explanation explanation = recognizer.explain(image, List.of(face)).get(0);
            picture.writeBytes(Pngs.encode(
                    HeatMapPicture.draw(explanation.face(), face.scores(), face.isUnsure(), explanation.maps())));
        };
    }

    private byte[] marked(RgbImage image, List<Recognition> faces, Form form) {
        BufferedImage picture = marker.draw(
                image.toBufferedImage(), faces.stream().map(MarkedFace::of).toList());
        return form == Form.JPEG ? Jpeg.encode(picture, QUALITY) : Pngs.encode(picture);
    }

    private static Answer written(List<PictureAnswer> answers, Form form, boolean single, LabelSet labels) {
        StandardFormat format = switch (form) {
            case JSONL -> StandardFormat.JSONL;
            case CSV -> StandardFormat.CSV;
            default -> StandardFormat.JSON;
        };
        StringWriter text = new StringWriter();
        AnswerWriter writer = format.writer(text, new AnswerFormat.Layout(single, false, false, labels));
        answers.forEach(writer::write);
        writer.end();
        return Answer.text(form == Form.CSV ? "text/csv;charset=utf-8" : form.type(), text.toString());
    }
}

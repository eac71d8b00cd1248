/** The screen for photos: drop, paste or choose them; each is read by the server, one after the other. */
import { Failure, address, draw, models, recognize, token } from "./api.js";
import { count, csv, json, summary } from "./answers.js";
import { announcer, button, fill, h, icon } from "./dom.js";
import { curl, save, stem } from "./downloads.js";
import { Boxes, Card, tie } from "./faces.js";
import { loading, panel, trouble } from "./states.js";

/**
 * @typedef {{ file: File, url: string, state: "waiting" | "reading" | "done" | "failed", seen: boolean,
 *   answer?: import("./api.js").Answer, text?: string, error?: unknown, milliseconds?: number, thumb: HTMLElement }} Item
 */

/** How often a busy server is asked again before the visitor decides. */
const TRIES = 5;

export class PhotoScreen {
  title = "Photo";

  /** @param {Promise<import("./api.js").About | undefined>} about */
  constructor(about) {
    /** @type {Item[]} */
    this.items = [];
    /** @type {Item | undefined} */
    this.shown = undefined;
    this.tries = 0;
    this.working = false;
    about.then((value) => (this.limit = value?.limits.photo_bytes));
    /** @type {HTMLImageElement | undefined} */
    this.picture = undefined;
    this.build();
  }

  build() {
    this.voice = announcer();
    this.input = h("input", {
      type: "file",
      accept: "image/*,.heic,.heif,.avif,.tif,.tiff",
      multiple: true,
      class: "unseen",
      tabindex: -1,
      "aria-label": "Photos",
      onchange: () => this.chosen(),
    });
    this.boxes = new Boxes();
    this.stage = h("div", { class: "stage" });
    this.strip = h("ul", { class: "strip", role: "list", "aria-label": "Your photos", hidden: true });
    this.results = h("section", { class: "results", "aria-label": "Answer" });
    this.choose = button("Choose photos", () => this.input?.click(), { class: "primary", icon: "photo" });
    this.sample = button("Try drawn faces", () => this.trySample());
    this.clear = button("Clear", () => this.empty(), { hidden: true });
    this.element = h(
      "section",
      { class: "screen", "aria-labelledby": "photo-title" },
      h("h1", { id: "photo-title", tabindex: -1 }, "Read the faces in a photo"),
      h("div", { class: "columns" },
        h("div", { class: "left" }, this.stage, this.strip,
          h("div", { class: "tools" }, this.choose, this.sample, this.clear, this.input),
          this.optionsPanel()),
        this.results),
      this.voice.element,
    );
    this.listen();
    this.render();
  }

  optionsPanel() {
    const change = () => this.again();
    this.detect = h("input", { type: "checkbox", onchange: change });
    this.unsure = h("input", { type: "number", min: 0, max: 100, step: 5, value: 50, onchange: change });
    this.smallest = h("input", { type: "number", min: 1, step: 1, placeholder: "automatic", onchange: change });
    this.model = h("select", { onchange: change });
    this.modelField = h("label", { hidden: true }, h("span", {}, "Model"), this.model);
    return h(
      "details",
      { class: "options" },
      h("summary", {}, "Options"),
      h("div", { class: "fields" },
        this.modelField,
        h("label", {}, h("span", {}, "Smallest face, in pixels"), this.smallest),
        h("label", {}, h("span", {}, "Unsure below, in percent"), this.unsure),
        h("label", { class: "check" }, this.detect, h("span", {}, "The whole picture is one face"))),
    );
  }

  /** Fills the choice of models, which a server with one model does not need. */
  async listModels() {
    if (this.listed) return;
    this.listed = true;
    try {
      const all = await models();
      this.model?.replaceChildren(...all.map((one) => h("option", { value: one.name }, one.name)));
      if (this.modelField) this.modelField.hidden = all.length < 2;
    } catch {
      this.listed = false;
    }
  }

  /** The options of a request. */
  options() {
    const unsure = this.unsure?.valueAsNumber;
    return {
      model: this.modelField?.hidden ? undefined : this.model?.value,
      detect: this.detect?.checked ? false : undefined,
      min_face: this.smallest?.value || undefined,
      unsure_below: unsure === undefined || Number.isNaN(unsure) || unsure === 50 ? undefined : unsure / 100,
    };
  }

  listen() {
    let depth = 0;
    const over = (/** @type {boolean} */ on) => document.documentElement.classList.toggle("dropping", on);
    const files = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragenter", (event) => {
      depth += 1;
      if (files(event)) over(true);
    });
    addEventListener("dragleave", () => {
      depth -= 1;
      if (depth <= 0) over(false);
    });
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      over(false);
      this.add([...(event.dataTransfer?.files ?? [])]);
    });
    addEventListener("paste", (event) => this.add([...(event.clipboardData?.files ?? [])]));
  }

  chosen() {
    const files = [...(this.input?.files ?? [])];
    if (this.input) this.input.value = "";
    this.add(files);
  }

  async trySample() {
    const blob = await (await fetch(address("page/sample.jpg"))).blob();
    this.add([new File([blob], "drawn-faces.jpg", { type: blob.type })]);
  }

  /**
   * Takes photos and has them read.
   *
   * @param {File[]} files
   */
  add(files) {
    if (files.length === 0) return;
    location.hash = "#/photo";
    const added = files.map((file) => this.item(file));
    this.items.push(...added);
    this.shown = added[0];
    this.render();
    void this.work();
  }

  /**
   * @param {File} file
   * @returns {Item}
   */
  item(file) {
    const url = URL.createObjectURL(file);
    const picture = h("img", { src: url, alt: "" });
    picture.addEventListener("error", () => picture.replaceWith(icon("photo")));
    const label = h("span", { class: "unseen" });
    /** @type {Item} */
    const item = { file, url, state: "waiting", seen: true, thumb: label };
    const choose = h("button", { type: "button", onclick: () => this.select(item) }, picture, label);
    item.thumb = choose;
    return item;
  }

  /** @param {Item} item */
  select(item) {
    this.shown = item;
    this.render();
    this.tell(item);
  }

  empty() {
    this.abort?.abort();
    this.items.forEach((item) => URL.revokeObjectURL(item.url));
    this.items = [];
    this.shown = undefined;
    this.render();
    this.choose?.focus();
    this.voice?.say("All photos are removed from this page.");
  }

  /** Has all photos read again, with other options. */
  again() {
    this.abort?.abort();
    this.items.forEach((item) => (item.state = "waiting"));
    this.render();
    void this.work();
  }

  /** Has the photos read that wait, one after the other. */
  async work() {
    if (this.working) return;
    this.working = true;
    try {
      for (let item = this.next(); item; item = this.next()) await this.read(item);
    } finally {
      this.working = false;
    }
  }

  next() {
    const waiting = this.items.filter((item) => item.state === "waiting");
    return waiting.find((item) => item === this.shown) ?? waiting[0];
  }

  /** @param {Item} item */
  async read(item) {
    item.state = "reading";
    this.update(item);
    const abort = new AbortController();
    this.abort = abort;
    const begin = performance.now();
    try {
      this.requireSmall(item.file);
      const { answer, text } = await recognize(item.file, this.options(), abort.signal);
      Object.assign(item, { state: "done", answer, text, milliseconds: performance.now() - begin });
      this.tries = 0;
      void this.listModels();
    } catch (error) {
      if (abort.signal.aborted) {
        if (item.state === "reading") item.state = "waiting";
        return;
      }
      this.fail(item, error);
    }
    this.update(item);
  }

  /**
   * @param {Item} item
   * @param {unknown} error
   */
  fail(item, error) {
    item.state = "failed";
    item.error = error;
    const kind = error instanceof Failure ? error.kind : "failed";
    if (kind === "busy") this.tries += 1;
    if (kind !== "unreadable") {
      // What stops one photo stops the others too.
      this.items.filter((one) => one.state === "waiting").forEach((one) => {
        one.state = "failed";
        one.error = error;
        this.update(one);
      });
    }
  }

  /** @param {File} file */
  requireSmall(file) {
    if (this.limit && file.size > this.limit) {
      throw new Failure("unreadable", "This photo is too large",
        `it has ${(file.size / 1e6).toFixed(1)} MB, and this server takes ${(this.limit / 1e6).toFixed(1)} MB at most`);
    }
  }

  /** Tries again what was stopped. */
  retry() {
    this.items.forEach((item) => {
      if (item.state === "failed" && !(item.error instanceof Failure && item.error.kind === "unreadable")) {
        item.state = "waiting";
      }
    });
    this.render();
    void this.work();
  }

  /** @param {Item} item */
  update(item) {
    if (item === this.shown) {
      this.render();
      this.tell(item);
    } else {
      this.renderStrip();
    }
  }

  /** @param {Item} item */
  tell(item) {
    const name = item.file.name;
    if (item.state === "reading") this.voice?.say(`Reading ${name}.`);
    if (item.answer && item.state === "done") this.voice?.say(`${name}: ${summary(item.answer.faces)}`);
    if (item.state === "failed" && item.error instanceof Failure) {
      this.voice?.say(`${item.error.title}. ${item.error.message}`);
    }
  }

  render() {
    if (this.clear) this.clear.hidden = this.items.length === 0;
    this.renderStrip();
    this.renderStage();
    this.renderResults();
  }

  renderStrip() {
    if (!this.strip) return;
    this.strip.hidden = this.items.length < 2;
    for (const item of this.items) {
      item.thumb.setAttribute("aria-pressed", String(item === this.shown));
      item.thumb.className = `thumb ${item.state}`;
      const label = item.thumb.lastElementChild;
      if (label) label.textContent = `${item.file.name}, ${this.word(item)}`;
    }
    const rows = [...this.strip.children].map((row) => row.firstElementChild);
    if (rows.length !== this.items.length || this.items.some((item, index) => item.thumb !== rows[index])) {
      this.strip.replaceChildren(...this.items.map((item) => h("li", {}, item.thumb)));
    }
  }

  /** @param {Item} item */
  word(item) {
    if (item.state === "done" && item.answer) return count(item.answer.faces.length, "face");
    return { waiting: "waits", reading: "is being read", done: "is read", failed: "is not read" }[item.state];
  }

  renderStage() {
    const item = this.shown;
    if (!this.stage || !this.boxes) return;
    this.stage.classList.toggle("vacant", !item);
    if (!item) {
      this.picture = undefined;
      fill(this.stage, h("button", { type: "button", class: "place", tabindex: -1, onclick: () => this.input?.click() },
        icon("photo"), h("strong", {}, "Drop photos here"), h("span", {}, "or paste them, or choose files")));
      return;
    }
    if (this.picture?.getAttribute("src") !== item.url) {
      this.picture = h("img", { src: item.url, alt: "", onerror: () => this.showMarked(item) });
      fill(this.stage, h("div", { class: "frame" }, this.picture, this.boxes.element));
    }
    this.picture?.setAttribute("alt", item.answer ? `${item.file.name}. ${summary(item.answer.faces)}` : item.file.name);
    if (item.state === "done" && item.answer && item.seen) this.boxes.show(item.answer);
    else this.boxes.clear();
    this.stage.classList.toggle("reading", item.state === "reading");
  }

  /**
   * The browser cannot show this kind of picture, so the server's marked copy stands for it.
   *
   * @param {Item} item
   */
  async showMarked(item) {
    item.seen = false;
    this.boxes?.clear();
    try {
      const url = URL.createObjectURL(await draw(item.file, this.options(), "image/jpeg"));
      URL.revokeObjectURL(item.url);
      item.url = url;
      if (item === this.shown) this.renderStage();
    } catch {
      this.stage && fill(this.stage, h("p", { class: "blind" }, "This browser cannot show the picture."));
    }
  }

  renderResults() {
    const item = this.shown;
    if (!this.results) return;
    this.results.setAttribute("aria-busy", String(item?.state === "reading"));
    if (!item) fill(this.results, this.introduction());
    else if (item.state === "done" && item.answer) fill(this.results, ...this.answered(item, item.answer));
    else if (item.state === "failed") fill(this.results, this.failed(item));
    else fill(this.results, loading(item.state === "waiting" ? "The photo waits." : "The photo is being read."));
  }

  introduction() {
    return panel("photo", "No photo yet", [
      h("p", {}, "Each face gets a number, its most probable emotion, and a bar for each of seven emotions."),
      h("p", { class: "quiet" }, "Photos go to this server only. It keeps them in memory until it has answered, and "
        + "writes nothing of them to a disk or a log."),
    ]);
  }

  /** @param {Item} item */
  failed(item) {
    const busy = item.error instanceof Failure && item.error.kind === "busy";
    if (busy && this.tries > TRIES) {
      this.tries = 0;
      return trouble(new Failure("offline", "The server is still busy", "It has refused several tries."),
        () => this.retry());
    }
    return trouble(item.error, () => this.retry());
  }

  /**
   * @param {Item} item
   * @param {import("./api.js").Answer} answer
   */
  answered(item, answer) {
    const head = h("header", { class: "outcome" },
      h("h2", {}, answer.faces.length === 0 ? "No face" : count(answer.faces.length, "face")),
      h("p", { class: "quiet" }, `${answer.width} × ${answer.height} pixels, ${Math.round(item.milliseconds ?? 0)} ms`));
    const cards = answer.faces.map((face, index) => this.card(item, face, index));
    const none = answer.faces.length === 0 && h("p", {}, "No face was found. A face may be too small, turned away or "
      + "covered. The options have the smallest face to look for.");
    return [head, none, h("div", { class: "cards" }, ...cards), this.downloads(item)];
  }

  /**
   * @param {Item} item
   * @param {import("./api.js").Face} face
   * @param {number} index
   */
  card(item, face, index) {
    const card = new Card(index + 1);
    card.show(face);
    const picture = this.picture;
    const crop = () => picture && item.seen && picture.naturalWidth && card.crop(picture, face.box);
    if (picture?.complete) crop();
    else picture?.addEventListener("load", crop, { once: true });
    if (this.boxes && item.seen) tie(card, this.boxes, index);
    card.more.append(this.evidence(item, index));
    return card.element;
  }

  /**
   * The button that shows what speaks for a face's emotion.
   *
   * @param {Item} item
   * @param {number} index
   */
  evidence(item, index) {
    const place = h("div", { class: "evidence", hidden: true });
    const toggle = button("What the network looked at", async () => {
      place.hidden = !place.hidden;
      toggle.setAttribute("aria-expanded", String(!place.hidden));
      if (place.hidden || place.childElementCount > 0) return;
      await this.explain(item, index, place);
    }, { class: "link", "aria-expanded": "false" });
    return h("div", {}, toggle, place);
  }

  /**
   * @param {Item} item
   * @param {number} index
   * @param {HTMLElement} place
   */
  async explain(item, index, place) {
    fill(place, loading("The heat map is being drawn."));
    try {
      const blob = await draw(item.file, { ...this.options(), explain: index + 1 }, "image/png");
      const url = URL.createObjectURL(blob);
      const text = `Heat map of face ${index + 1}: the parts that speak for its most probable emotions are bright.`;
      fill(place, h("img", { src: url, alt: text, onload: () => URL.revokeObjectURL(url) }));
      this.voice?.say(`The heat map of face ${index + 1} is shown.`);
    } catch (error) {
      fill(place, trouble(error, () => void this.explain(item, index, place)));
    }
  }

  /** @param {Item} item */
  downloads(item) {
    const done = this.items.filter((one) => one.state === "done");
    const answers = done.flatMap((one) => (one.answer ? [one.answer] : []));
    const texts = done.flatMap((one) => (one.text ? [one.text] : []));
    const name = answers.length === 1 ? stem(answers[0].file) : "faces";
    const marked = `${stem(item.file.name)}-marked.png`;
    return h("div", { class: "tools", role: "group", "aria-label": "Take the answer along" },
      button("JSON", () => save(new Blob([json(texts)], { type: "application/json" }), `${name}.json`),
        { icon: "download" }),
      button("CSV", () => save(new Blob([csv(answers)], { type: "text/csv" }), `${name}.csv`), { icon: "download" }),
      button("Marked photo", () => this.saveMarked(item, marked), { icon: "download" }),
      button("Copy as curl", () => this.copy(item), { icon: "copy" }));
  }

  /**
   * @param {Item} item
   * @param {string} name
   */
  async saveMarked(item, name) {
    try {
      save(await draw(item.file, this.options(), "image/png"), name);
    } catch (error) {
      this.voice?.say(`The marked photo could not be drawn. ${error instanceof Error ? error.message : ""}`);
    }
  }

  /** @param {Item} item */
  async copy(item) {
    const text = curl(item.file.name, address("v1/recognize", this.options()), token.value !== "");
    try {
      await navigator.clipboard.writeText(text);
      this.voice?.say("The command is copied.");
    } catch {
      this.voice?.say("The browser does not let the page copy.");
    }
  }
}

/** The screen about the server: its models with their cards, what becomes of photos, and what it takes at most. */
import { model, modelFile, models, token } from "./api.js";
import { count, percent, size } from "./answers.js";
import { announcer, button, fill, h } from "./dom.js";
import { save } from "./downloads.js";
import { loading, trouble } from "./states.js";

/** @typedef {import("./api.js").Model} Model */

/** Facts of a model's description that its card has elsewhere, or that only programs read. */
const ELSEWHERE = new Set(["evaluation", "known_scores", "limits", "licence_of_weights"]);

/** Fractions in a model's description that a card shows in percent. */
const CHECKS = [
  ["evaluation_accuracy", "Accuracy"],
  ["evaluation_balanced_accuracy", "Balanced accuracy"],
  ["evaluation_macro_f1", "Macro F1"],
];

export class AboutScreen {
  title = "About";

  /** @param {Promise<import("./api.js").About | undefined>} about */
  constructor(about) {
    this.about = about;
    this.voice = announcer();
    this.models = h("div", { class: "models" });
    this.facts = h("dl", { class: "facts" });
    this.access = h("section", { hidden: true });
    this.element = h(
      "section",
      { class: "screen", "aria-labelledby": "about-title" },
      h("h1", { id: "about-title", tabindex: -1 }, "About this server"),
      h("div", { class: "columns" },
        h("section", { class: "left", "aria-labelledby": "models-title" },
          h("h2", { id: "models-title" }, "Models"), this.models),
        h("div", { class: "results prose" }, privacy(), reading(), this.access,
          h("section", {}, h("h2", {}, "Version and limits"), this.facts))),
      this.voice.element,
    );
  }

  enter() {
    void this.showFacts();
    void this.showModels();
    this.showAccess();
  }

  async showFacts() {
    const about = await this.about;
    if (!about) {
      fill(this.facts, h("dt", {}, "Server"), h("dd", {}, "does not tell"));
      return;
    }
    const { limits } = about;
    const rows = [
      ["Mien", about.version],
      ["A photo", `${size(limits.photo_bytes)}, ${(limits.photo_pixels / 1e6).toLocaleString("en")} megapixels`],
      ["A request", `${size(limits.request_bytes)}, ${count(limits.photos, "photo")}`],
    ];
    fill(this.facts, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  async showModels() {
    if (this.models.childElementCount === 0) fill(this.models, loading("The models are being listed."));
    try {
      const all = await Promise.all((await models()).map((one) => model(one.name)));
      fill(this.models, ...all.map((one, index) => this.card(one, index === 0 && all.length > 1)));
    } catch (error) {
      fill(this.models, trouble(error, () => this.enter()));
    }
  }

  showAccess() {
    this.access.hidden = token.value === "";
    fill(this.access, h("h2", {}, "Access"), h("p", {}, "This tab holds a token."), button("Forget the token", () => {
      token.forget();
      this.enter();
      this.voice.say("The token is forgotten.");
    }));
  }

  /**
   * @param {Model} one
   * @param {boolean} first whether it answers requests that name no model
   */
  card(one, first) {
    const facts = one.description ?? {};
    return h(
      "article",
      { class: "card model", "aria-label": `Model ${one.name}` },
      h("header", {}, h("h3", {}, one.name), first && h("span", { class: "badge" }, "by default")),
      h("p", { class: "quiet" }, [`architecture ${one.architecture ?? "unknown"}`,
        one.model_version && `version ${one.model_version}`, one.precision, size(one.bytes)].filter(Boolean).join(", ")),
      accuracy(facts),
      recalls(facts),
      facts.limits && h("p", {}, facts.limits),
      facts.licence_of_weights && h("p", { class: "quiet" }, `Licence of the weights: ${facts.licence_of_weights}`),
      everything(one, facts),
      h("div", { class: "tools" }, button("ONNX file", () => this.fetchFile(one), { icon: "download" })),
    );
  }

  /** @param {Model} one */
  async fetchFile(one) {
    try {
      save(await modelFile(one.name), `${one.name}.onnx`);
    } catch (error) {
      this.voice.say(`The file could not be fetched. ${error instanceof Error ? error.message : ""}`);
    }
  }
}

/** @param {Record<string, string>} facts */
function accuracy(facts) {
  const found = CHECKS.filter(([key]) => facts[key] !== undefined);
  if (found.length === 0) return null;
  const n = Number(facts.evaluation_n);
  return h("div", {},
    h("dl", { class: "figures" }, ...found.map(([key, name]) =>
      h("div", {}, h("dt", {}, name), h("dd", {}, percent1(Number(facts[key])))))),
    Number.isFinite(n) && h("p", { class: "quiet" },
      `On ${count(n, "face")} of the data's ${facts.evaluation_split ?? "own"} part that it did not learn from.`));
}

/** @param {number} share */
function percent1(share) {
  return `${(100 * share).toFixed(1)} %`;
}

/**
 * How many faces of each emotion the model finds: the weak ones should be seen.
 *
 * @param {Record<string, string>} facts
 */
function recalls(facts) {
  /** @type {Record<string, { recall: number }>} */
  let classes = {};
  try {
    classes = JSON.parse(facts.evaluation ?? "{}").classes ?? {};
  } catch {
    // Files of others may have another form.
  }
  const rows = Object.entries(classes).map(([emotion, one]) =>
    h("li", {}, h("span", { class: "name" }, emotion),
      h("span", { class: "track", "aria-hidden": true },
        h("span", { class: "fill", css: { width: `${100 * one.recall}%` } })),
      h("span", { class: "value" }, percent(one.recall))));
  if (rows.length === 0) return null;
  return h("figure", { class: "recalls" },
    h("figcaption", {}, "Of the faces with an emotion, it names so many right"),
    h("ul", { class: "bars even", role: "list" }, ...rows));
}

/**
 * @param {Model} one
 * @param {Record<string, string>} facts
 */
function everything(one, facts) {
  const rows = Object.entries({ sha256: one.sha256, ...facts }).filter(([key]) => !ELSEWHERE.has(key));
  return h("details", {}, h("summary", {}, "Everything the file says about itself"),
    h("dl", { class: "facts" }, ...rows.flatMap(([key, value]) =>
      [h("dt", {}, key.replaceAll("_", " ")), h("dd", {}, value)])));
}

function privacy() {
  return h("section", {}, h("h2", {}, "What becomes of photos"),
    h("p", {}, "A photo and a camera's frames go from this tab to this server, and to no other. The server keeps a photo "
      + "in memory until it has answered. It writes nothing of it to a disk or a log, and it counts no emotions."),
    h("p", {}, "This page loads nothing from elsewhere. It keeps the chosen theme in the browser, and a token in the "
      + "tab."));
}

function reading() {
  return h("section", {}, h("h2", {}, "How to read an answer"),
    h("p", {}, "A score says how probable it is that people would give the face this word. It does not say what the "
      + "person feels. An answer below 50 % is marked as unsure: it is more likely wrong than right."),
    h("p", {}, "In the European Union the AI Act forbids systems that infer emotions at work and in education (article "
      + "5), and asks those who use one elsewhere to tell the people in front of it (article 50)."));
}

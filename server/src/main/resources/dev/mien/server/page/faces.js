/** Faces: their boxes over a picture, and a card with bars for each. */
import { percent } from "./answers.js";
import { h } from "./dom.js";

/** @typedef {import("./api.js").Face} Face */
/** @typedef {import("./api.js").Answer} Answer */

/** The most faces whose boxes have a word beside the number. More words would cover the faces. */
const MOST_WORDS = 8;

/** Boxes over a picture. They lie in percent of it, so that they follow its size. For sighted visitors only. */
export class Boxes {
  constructor() {
    this.element = h("div", { class: "boxes", "aria-hidden": true });
  }

  /**
   * @param {Pick<Answer, "faces" | "width" | "height">} answer
   * @param {boolean} [mirrored] whether the picture is shown as a mirror shows it
   */
  show(answer, mirrored = false) {
    const words = answer.faces.length <= MOST_WORDS;
    this.element.replaceChildren(...answer.faces.map((face, index) => box(face, index, answer, mirrored, words)));
  }

  clear() {
    this.element.replaceChildren();
  }

  /**
   * Marks a face's box.
   *
   * @param {number} index
   * @param {boolean} on
   */
  mark(index, on) {
    this.element.children[index]?.classList.toggle("marked", on);
  }
}

/**
 * @param {Face} face
 * @param {number} index
 * @param {{ width: number, height: number }} picture
 * @param {boolean} mirrored
 * @param {boolean} words
 */
function box(face, index, picture, mirrored, words) {
  const { x, y, width, height } = face.box;
  const left = mirrored ? picture.width - x - width : x;
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part) / whole}%`;
  const text = words ? `${index + 1} ${face.emotion}` : String(index + 1);
  const css = {
    left: share(left, picture.width),
    top: share(y, picture.height),
    width: share(width, picture.width),
    height: share(height, picture.height),
  };
  const low = y < 0.1 * picture.height;
  const kind = `box${face.unsure ? " unsure" : ""}${low ? " low" : ""}`;
  return h("div", { class: kind, css }, h("span", { class: "chip" }, face.unsure ? `${text}?` : text));
}

/** A face's card: which emotion, how sure, and a bar for each. It can be given another face. */
export class Card {
  /** @param {number} number from 1 */
  constructor(number) {
    this.word = h("span", { class: "word" });
    this.sure = h("span", { class: "sure" });
    this.doubt = h("span", { class: "doubt", hidden: true }, "unsure");
    this.picture = h("canvas", { class: "crop", width: 96, height: 96, "aria-hidden": true });
    this.bars = h("ul", { class: "bars", role: "list", "aria-label": `Scores of face ${number}` });
    this.more = h("div", { class: "more" });
    /** @type {Map<string, { fill: HTMLElement, value: HTMLElement, row: HTMLElement }>} */
    this.rows = new Map();
    this.element = h(
      "article",
      { class: "card", "aria-label": `Face ${number}` },
      h("header", {}, this.picture, h("h3", {}, h("span", { class: "number" }, String(number)), this.word, this.sure),
        this.doubt),
      this.bars,
      this.more,
    );
  }

  /**
   * Shows a face.
   *
   * @param {Face} face
   * @param {boolean} [sorted] whether the highest score comes first; otherwise the bars keep their places
   */
  show(face, sorted = true) {
    this.word.textContent = face.emotion;
    this.sure.textContent = percent(face.confidence);
    this.doubt.hidden = !face.unsure;
    const scores = Object.entries(face.scores);
    if (sorted) scores.sort((one, other) => other[1] - one[1]);
    if (scores.some(([emotion]) => !this.rows.has(emotion))) this.build(scores.map(([emotion]) => emotion));
    for (const [emotion, score] of scores) {
      const row = this.rows.get(emotion);
      if (!row) continue;
      row.fill.style.setProperty("width", `${100 * score}%`);
      row.value.textContent = percent(score);
      row.row.classList.toggle("first", emotion === face.emotion);
    }
  }

  /** @param {string[]} emotions */
  build(emotions) {
    this.rows.clear();
    for (const emotion of emotions) {
      const fill = h("span", { class: "fill" });
      const value = h("span", { class: "value" });
      const name = h("span", { class: "name" }, emotion);
      const row = h("li", {}, name, h("span", { class: "track", "aria-hidden": true }, fill), value);
      this.rows.set(emotion, { fill, value, row });
    }
    this.bars.replaceChildren(...[...this.rows.values()].map((one) => one.row));
  }

  /**
   * Draws the face's part of a picture.
   *
   * @param {CanvasImageSource} source
   * @param {import("./api.js").Box} box in the source's own pixels
   */
  crop(source, box) {
    const side = 1.3 * Math.max(box.width, box.height);
    const left = box.x + box.width / 2 - side / 2;
    const top = box.y + box.height / 2 - side / 2;
    const context = this.picture.getContext("2d");
    context?.clearRect(0, 0, this.picture.width, this.picture.height);
    context?.drawImage(source, left, top, side, side, 0, 0, this.picture.width, this.picture.height);
  }
}

/**
 * Marks a face's box while the visitor is at its card, and the card while the pointer is at the box.
 *
 * @param {Card} card
 * @param {Boxes} boxes
 * @param {number} index
 */
export function tie(card, boxes, index) {
  const mark = (/** @type {boolean} */ on) => () => {
    boxes.mark(index, on);
    card.element.classList.toggle("marked", on);
  };
  for (const element of [card.element, boxes.element.children[index]]) {
    element?.addEventListener("pointerenter", mark(true));
    element?.addEventListener("pointerleave", mark(false));
    element?.addEventListener("focusin", mark(true));
    element?.addEventListener("focusout", mark(false));
  }
  boxes.element.children[index]?.addEventListener("click", () => card.element.scrollIntoView({ block: "nearest" }));
}

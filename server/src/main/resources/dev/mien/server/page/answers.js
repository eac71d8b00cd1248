/** Words and tables for answers. */

/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Face} Face */

/** The emotions of FER2013, for a table without a face. */
const EMOTIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];
const BEFORE = ["file", "face", "x", "y", "width", "height", "detection_score", "emotion", "confidence", "unsure"];
const AFTER = ["error", "person_across_files"];

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/** @param {number} bytes */
export function size(bytes) {
  const unit = bytes < 1e6 ? 1e3 : 1e6;
  return `${(bytes / unit).toLocaleString("en", { maximumFractionDigits: 1 })} ${unit === 1e3 ? "kB" : "MB"}`;
}

/**
 * @param {number} number
 * @param {string} word
 */
export function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * What a photo shows, in a sentence.
 *
 * @param {Face[]} faces
 */
export function summary(faces) {
  if (faces.length === 0) return "No face was found.";
  const numbers = new Map();
  faces.forEach((face) => numbers.set(face.emotion, (numbers.get(face.emotion) ?? 0) + 1));
  const words = [...numbers].map(([emotion, number]) => (faces.length === 1 ? emotion : `${number} ${emotion}`));
  return `${count(faces.length, "face")}: ${words.join(", ")}.`;
}

/**
 * The answers to photos as one document of JSON: as the server writes several.
 *
 * @param {string[]} texts each as the server wrote it
 */
export function json(texts) {
  return texts.length === 1 ? texts[0] : `[ ${texts.map((text) => text.trimEnd()).join(", ")} ]\n`;
}

/**
 * The answers to photos as the server's CSV (docs/output.md). The numbers have as many digits as there.
 *
 * @param {Answer[]} answers
 */
export function csv(answers) {
  const first = answers.flatMap((answer) => answer.faces)[0];
  const emotions = first ? Object.keys(first.scores) : EMOTIONS;
  const lines = [[...BEFORE, ...emotions, ...AFTER]];
  for (const answer of answers) {
    answer.faces.forEach((face, index) => lines.push(cells(answer.file, index + 1, face, emotions)));
    if (answer.faces.length === 0) {
      lines.push([answer.file, "0", ...Array(BEFORE.length - 2 + emotions.length + AFTER.length).fill("")]);
    }
  }
  return lines.map((line) => `${line.map(quoted).join(",")}\n`).join("");
}

/**
 * @param {string} file
 * @param {number} number
 * @param {Face} face
 * @param {string[]} emotions
 */
function cells(file, number, face, emotions) {
  const { x, y, width, height } = face.box;
  return [
    file,
    String(number),
    ...[x, y, width, height].map((pixels) => pixels.toFixed(2)),
    face.detection_score.toFixed(6),
    face.emotion,
    face.confidence.toFixed(6),
    String(face.unsure),
    ...emotions.map((emotion) => face.scores[emotion].toFixed(6)),
    ...AFTER.map(() => ""),
  ];
}

/** @param {string} cell */
function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

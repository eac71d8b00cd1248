/** What stands in the place of an answer: nothing yet, at work, busy, refused, failed. */
import { Failure, token } from "./api.js";
import { button, h, icon } from "./dom.js";

/** @typedef {Parameters<typeof icon>[0]} Shape */
/** @typedef {import("./dom.js").Child} Child */

/**
 * A panel with a picture, a heading and text.
 *
 * @param {Shape} shape
 * @param {string} title
 * @param {Child[]} children
 * @param {string} [kind] of the panel, for its style
 */
export function panel(shape, title, children, kind = "") {
  return h("div", { class: `state ${kind}` }, icon(shape), h("h2", {}, title), ...children);
}

/**
 * Work is going on.
 *
 * @param {string} text
 */
export function loading(text) {
  const lines = Array.from({ length: 4 }, () => h("span", { class: "ghost", "aria-hidden": true }));
  return h("div", { class: "state loading" }, h("p", {}, text), ...lines);
}

/**
 * A request that was not answered.
 *
 * @param {unknown} error
 * @param {() => void} again tries again
 */
export function trouble(error, again) {
  if (!(error instanceof Failure)) {
    return panel("warning", "The page made a mistake", [h("p", {}, String(error)), retry(again)], "bad");
  }
  switch (error.kind) {
    case "refused":
    case "forbidden":
      return asking(error, again);
    case "busy":
      return panel("wait", error.title, [h("p", {}, sentence(error.message)), countdown(error, again)]);
    case "unreadable":
      return panel("photo", error.title, [h("p", {}, sentence(error.message))], "bad");
    default:
      return panel("warning", error.title, [h("p", {}, sentence(error.message)), number(error), retry(again)], "bad");
  }
}

/** @param {string} text */
function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** @param {Failure} error */
function number(error) {
  return error.request ? h("p", { class: "quiet" }, "Number of the request: ", h("code", {}, error.request)) : null;
}

/** @param {() => void} again */
function retry(again) {
  return button("Try again", again, { class: "primary" });
}

/**
 * Counts the seconds until the server wants the next try, and tries.
 *
 * @param {Failure} error
 * @param {() => void} again
 */
function countdown(error, again) {
  let left = Math.min(60, Math.ceil(error.retryAfter));
  const text = h("p", { class: "quiet" });
  const show = () => (text.textContent = `The next try is in ${left} s.`);
  const go = () => {
    clearInterval(timer);
    again();
  };
  const timer = setInterval(() => {
    left -= 1;
    if (!text.isConnected) clearInterval(timer);
    else if (left <= 0) go();
    else show();
  }, 1000);
  show();
  return h("div", {}, text, button("Try now", go));
}

/**
 * Asks for a token.
 *
 * @param {Failure} error
 * @param {() => void} again
 */
function asking(error, again) {
  const known = token.value !== "";
  const field = h("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    spellcheck: false,
    required: true,
    "aria-describedby": "token-help",
  });
  const form = h(
    "form",
    {
      class: "token",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        token.keep(field.value.trim());
        again();
      },
    },
    h("label", { for: "token" }, "Token"),
    h("div", { class: "row" }, field, h("button", { class: "primary" }, "Use it")),
    h("p", { id: "token-help", class: "quiet" }, "It stays in this tab until you close it, and it is sent to this "
      + "server only. The server's operator gives tokens."),
  );
  const title = error.kind === "forbidden" ? error.title : known ? "The server does not know this token" : error.title;
  const detail = error.kind === "forbidden" ? h("p", {}, sentence(error.message)) : null;
  return panel("lock", title, [detail, form]);
}

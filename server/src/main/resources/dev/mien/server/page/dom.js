/** Makes elements without a string of HTML, so that no text of a photo's name or of the server can become markup. */

/** @typedef {Node | string | null | undefined | false} Child */

/** The shapes of the icons, on a grid of 24. */
const ICONS = {
  auto: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 3v18M12 7l5.5-1.5M12 12h8.8M12 17l5.5 1.5",
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 9.5a3.6 3.6 0 1 0 0 7.2a3.6 3.6 0 1 0 0-7.2",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  download: "M12 4v11M7 11l5 5l5-5M4 20h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5",
  photo: "M3 5h18v14H3zM3 16l5-5l4 4l3-3l6 6M15.5 8.2a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4"
    + "M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  wait: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3.5 2",
  warning: "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3",
};

/**
 * An element. An attribute whose name begins with "on" listens, "css" sets properties of the style, true is an attribute
 * without a value, and false, null and undefined are none.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "css") {
      Object.entries(value).forEach(([key, one]) => element.style.setProperty(key, String(one)));
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  fill(element, ...children);
  return element;
}

/**
 * Gives an element other children.
 *
 * @template {Element} E
 * @param {E} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return element;
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/**
 * A button.
 *
 * @param {string} text
 * @param {(event: MouseEvent) => void} action
 * @param {{ icon?: keyof typeof ICONS, class?: string, [attribute: string]: any }} [options]
 */
export function button(text, action, { icon: shape, ...attributes } = {}) {
  return h("button", { type: "button", onclick: action, ...attributes }, shape && icon(shape), text);
}

/**
 * A region whose text a screen reader speaks when it changes.
 *
 * @returns {{ element: HTMLElement, say: (text: string) => void }}
 */
export function announcer() {
  const element = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  return {
    element,
    say: (text) => {
      if (element.textContent !== text) element.textContent = text;
    },
  };
}

/**
 * Waits.
 *
 * @param {number} milliseconds
 * @param {AbortSignal} [signal] ends the waiting early
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

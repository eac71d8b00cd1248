/** The page of Mien's server: its screens, the theme and the notice. */
import { about } from "./api.js";
import { AboutScreen } from "./about.js";
import { CameraScreen } from "./camera.js";
import { fill, h, icon } from "./dom.js";
import { PhotoScreen } from "./photo.js";

/** @typedef {{ title: string, element: HTMLElement, enter?: () => void, leave?: () => void }} Screen */

const facts = about().catch(() => undefined);
const photo = new PhotoScreen(facts);
/** @type {Record<string, Screen>} */
const screens = {
  photo: /** @type {Screen} */ (photo),
  camera: new CameraScreen((file) => photo.add([file])),
  about: new AboutScreen(facts),
};
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
/** @type {Screen | undefined} */
let shown;

function navigate() {
  const name = location.hash.replace(/^#\/?/, "");
  const next = Object.hasOwn(screens, name) ? screens[name] : photo;
  if (next === shown) return;
  const first = shown === undefined;
  shown?.leave?.();
  shown = /** @type {Screen} */ (next);
  fill(main, shown.element);
  document.title = `${shown.title} · Mien`;
  for (const link of document.querySelectorAll("nav a")) {
    const here = screens[link.getAttribute("href")?.slice(2) ?? ""] === shown;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  shown.enter?.();
  if (!first) {
    scrollTo(0, 0);
    shown.element.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function switchTheme() {
  const root = document.documentElement;
  for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=theme]"))) {
    choice.after(icon(choice.value === "light" ? "sun" : choice.value === "dark" ? "moon" : "auto"));
    choice.checked = choice.value === (root.dataset.theme ?? "system");
    choice.addEventListener("change", () => {
      if (choice.value === "system") delete root.dataset.theme;
      else root.dataset.theme = choice.value;
      try {
        localStorage.setItem("mien-theme", choice.value);
      } catch {
        // Without storage the choice lasts until the page is loaded again.
      }
    });
  }
}

async function showNotice() {
  const notice = (await facts)?.notice;
  const place = document.querySelector(".notice");
  if (!notice || !(place instanceof HTMLElement)) return;
  fill(place, ...notice.split(/\n\s*\n/).map((paragraph) => h("p", {}, paragraph)));
  place.hidden = false;
}

document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", navigate);
switchTheme();
navigate();
void showNotice();

/** The page in a real browser. tools/test-page.sh runs this file. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { browse, end, open, pictures, proxy, serve, violations } from "./support.js";

const TOKEN = "drawn-faces-only-0123456789";
const GALLERY = path.join(pictures, "gallery.png");
const WORDS = ["happy", "surprise", "angry", "sad"];

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let server;
/** @type {string} */
let guarded;

before(async () => {
  const tokens = path.join(pictures, "tokens.txt");
  const notice = path.join(pictures, "notice.txt");
  await fs.writeFile(tokens, `${TOKEN}\nonly-for-the-metrics-01 metrics\n`);
  await fs.writeFile(notice, "The museum runs this server.\n\nNobody's <b>photo</b> is kept.\n");
  [server, guarded, browser] = await Promise.all([
    serve("--model", "default", "--model", "fast", "--no-access-log"),
    serve("--model", "fast", "--token-file", tokens, "--notice", notice, "--no-access-log"),
    browse(),
  ]);
});

after(async () => {
  await browser?.close();
  await end();
});

/** @typedef {import("playwright-core").Page} Page */

/**
 * Runs a test on a page of its own, which must have no fault.
 *
 * @param {(page: Page, faults: string[]) => Promise<void>} work
 * @param {import("playwright-core").BrowserContextOptions & { at?: () => string, hash?: string }} [options]
 */
function onPage(work, { at = () => server, hash = "", ...options } = {}) {
  return async () => {
    const { context, page, faults } = await open(browser, at() + hash, options);
    try {
      await work(page, faults);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  };
}

/** @param {Page} page */
async function trySample(page) {
  await page.getByRole("button", { name: "Try drawn faces" }).click();
  await page.getByRole("heading", { name: "4 faces" }).waitFor();
}

/**
 * @param {Page} page
 * @param {...string} files
 */
async function choose(page, ...files) {
  await page.locator("input[type=file]").setInputFiles(files);
}

/** @param {Page} page */
function words(page) {
  return page.locator(".card .word").allTextContents();
}

/** @param {Page} page */
function spoken(page) {
  return page.getByRole("status").textContent();
}

/**
 * @param {string} accept
 * @param {...string} files
 */
async function answer(accept, ...files) {
  const body = new FormData();
  for (const file of files) body.append("file", new File([await fs.readFile(file)], path.basename(file)));
  return (await fetch(`${server}v1/recognize`, { method: "POST", body, headers: { Accept: accept } })).text();
}

/**
 * @param {Page} page
 * @param {string} name of the button
 */
async function download(page, name) {
  const button = page.getByRole("button", { name }).last();
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), bytes: await fs.readFile(await file.path()) };
}

/**
 * Gives the page a file as a visitor does who drops or pastes one.
 *
 * @param {Page} page
 * @param {string} event
 * @param {string} name
 */
async function hand(page, event, name) {
  const data = (await fs.readFile(GALLERY)).toString("base64");
  await page.evaluate(async ({ event, name, data }) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type: "image/png" }));
    const target = document.querySelector(".stage") ?? document.body;
    for (const type of event === "drop" ? ["dragenter", "dragover", "drop"] : [event]) {
      target.dispatchEvent(event === "drop"
        ? new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true })
        : new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, cancelable: true }));
    }
  }, { event, name, data });
}

describe("photos", () => {
  test("drawn faces are read, numbered and boxed", onPage(async (page) => {
    await trySample(page);
    assert.deepEqual(await words(page), WORDS);
    assert.deepEqual(await page.locator(".chip").allTextContents(), WORDS.map((word, index) => `${index + 1} ${word}`));
    assert.equal(await page.locator(".card").first().locator(".bars li").count(), 7);
    assert.match(await spoken(page) ?? "", /4 faces: 1 happy, 1 surprise, 1 angry, 1 sad/);
    assert.match(await page.locator(".frame img").getAttribute("alt") ?? "", /drawn-faces.jpg. 4 faces/);
  }));

  test("boxes lie where the server says", onPage(async (page) => {
    await choose(page, GALLERY);
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    const { faces, width, height } = JSON.parse(await answer("application/json", GALLERY));
    const frame = await page.locator(".frame img").boundingBox();
    const box = await page.locator(".box").nth(3).boundingBox();
    assert.ok(frame && box);
    const expected = faces[3].box;
    assert.ok(Math.abs((box.x - frame.x) / frame.width - expected.x / width) < 0.005);
    assert.ok(Math.abs((box.y - frame.y) / frame.height - expected.y / height) < 0.005);
    assert.ok(Math.abs(box.width / frame.width - expected.width / width) < 0.005);
    assert.ok(Math.abs(box.height / frame.height - expected.height / height) < 0.005);
  }));

  test("downloads equal the server's answers", onPage(async (page) => {
    const second = path.join(pictures, "second, \"photo\".png");
    const empty = path.join(pictures, "wall.png");
    await fs.copyFile(GALLERY, second);
    await choose(page, GALLERY);
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    const one = await download(page, "JSON");
    assert.equal(one.name, "gallery.json");
    assert.equal(one.bytes.toString(), await answer("application/json", GALLERY));
    assert.equal((await download(page, "CSV")).bytes.toString(), await answer("text/csv", GALLERY));
    await choose(page, second, empty);
    await page.locator(".thumb.done").nth(2).waitFor();
    const all = [GALLERY, second, empty];
    assert.equal((await download(page, "CSV")).bytes.toString(), await answer("text/csv", ...all));
    assert.deepEqual(JSON.parse((await download(page, "JSON")).bytes.toString()),
      JSON.parse(await answer("application/json", ...all)));
  }));

  test("the marked photo and the heat map are pictures of the server", onPage(async (page) => {
    await choose(page, GALLERY);
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    const marked = await download(page, "Marked photo");
    assert.equal(marked.name, "gallery-marked.png");
    assert.equal(marked.bytes.toString("latin1", 1, 4), "PNG");
    const toggle = page.getByRole("button", { name: "What the network looked at" }).nth(1);
    await toggle.click();
    const heat = page.getByRole("img", { name: /Heat map of face 2/ });
    await heat.waitFor();
    await page.waitForFunction(() => (document.querySelector(".evidence img")?.clientHeight ?? 0) > 50);
    assert.equal(await toggle.getAttribute("aria-expanded"), "true");
    await toggle.click();
    assert.equal(await heat.isVisible(), false);
  }));

  test("photos can be dropped and pasted on each screen", onPage(async (page) => {
    await hand(page, "drop", "dropped.png");
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    assert.match(await spoken(page) ?? "", /dropped.png: 4 faces/);
    await page.getByRole("link", { name: "About" }).click();
    await page.getByRole("heading", { name: "About this server" }).waitFor();
    await hand(page, "paste", "pasted.png");
    await page.getByRole("heading", { name: "Read the faces" }).waitFor();
    await page.locator(".thumb.done").nth(1).waitFor();
    assert.deepEqual(await page.locator(".thumb .unseen").allTextContents(),
      ["dropped.png, 4 faces", "pasted.png, 4 faces"]);
  }));

  test("a picture from the clipboard is pasted with the keyboard", onPage(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const data = (await fs.readFile(GALLERY)).toString("base64");
    await page.evaluate(async (text) => {
      const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
    }, data);
    await page.keyboard.press("Control+V");
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
  }));

  test("several photos are chosen from the strip, and cleared", onPage(async (page) => {
    await choose(page, GALLERY, path.join(pictures, "wall.png"));
    const thumbs = page.locator(".thumb");
    await thumbs.nth(1).click();
    await page.getByRole("heading", { name: "No face" }).waitFor();
    assert.equal(await thumbs.nth(1).getAttribute("aria-pressed"), "true");
    await thumbs.nth(0).click();
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("heading", { name: "No photo yet" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Choose photos");
  }));

  test("a picture that the browser cannot show is shown marked by the server", onPage(async (page) => {
    await choose(page, path.join(pictures, "gallery.tiff"));
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    await page.waitForFunction(() => (document.querySelector(".frame img")?.clientHeight ?? 0) > 100);
    const size = await page.locator(".frame img").evaluate((/** @type {HTMLImageElement} */ one) => one.naturalWidth);
    assert.equal(size, 1280);
    assert.equal(await page.locator(".box").count(), 0);
  }));

  test("a file that is no picture is explained, and the others are read", onPage(async (page) => {
    const bad = path.join(pictures, "<img src=x onerror=alert(1)>.png");
    await fs.writeFile(bad, "no picture");
    await choose(page, bad, GALLERY);
    await page.getByRole("heading", { name: "This photo cannot be read" }).waitFor();
    await page.locator(".thumb.done").waitFor();
    assert.match(await page.locator(".thumb .unseen").first().textContent() ?? "", /^<img src=x onerror=alert\(1\)>.png/);
  }));

  test("options reach the server", onPage(async (page) => {
    await trySample(page);
    await page.getByText("Options", { exact: true }).click();
    await page.getByLabel("Unsure below").fill("100");
    await page.getByLabel("Unsure below").press("Enter");
    await page.locator(".card .doubt:visible").nth(3).waitFor();
    assert.equal(await page.locator(".box.unsure").count(), 4);
    assert.deepEqual(await page.getByLabel("Model").locator("option").allTextContents(), ["default", "fast"]);
    const [request] = await Promise.all([
      page.waitForRequest(/v1\/recognize/),
      page.getByLabel("Model").selectOption("fast"),
    ]);
    assert.match(request.url(), /model=fast/);
    await page.getByLabel("The whole picture is one face").check();
    await page.getByRole("heading", { name: "1 face", exact: true }).waitFor();
    assert.deepEqual(await page.locator(".card").count(), 1);
  }));

  test("the copied command asks the same", onPage(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await choose(page, GALLERY);
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent?.includes("copied"));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()),
      `curl -F 'file=@"gallery.png"' '${server}v1/recognize'`);
  }));
});

describe("states", () => {
  test("a busy server is asked again when it wants", onPage(async (page) => {
    let refused = 0;
    await page.route("**/v1/recognize*", (route) => (refused++ < 2
      ? route.fulfill({ status: 503, headers: { "Retry-After": "1" }, contentType: "application/problem+json",
        body: JSON.stringify({ status: 503, detail: "too much work waits already", code: "overloaded" }) })
      : route.continue()));
    await page.getByRole("button", { name: "Try drawn faces" }).click();
    await page.getByRole("heading", { name: "The server is busy" }).waitFor();
    await page.getByText("The next try is in 1 s").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    assert.equal(refused, 3);
  }));

  test("a server that is gone is told from one that fails", onPage(async (page) => {
    await page.route("**/v1/recognize*", (route) => route.abort());
    await page.getByRole("button", { name: "Try drawn faces" }).click();
    await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.unroute("**/v1/recognize*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
  }));

  test("a photo over the limit does not leave the tab", onPage(async (page) => {
    const large = path.join(pictures, "large.png");
    await fs.writeFile(large, Buffer.alloc(20_000_001));
    let asked = 0;
    page.on("request", (request) => (asked += Number(request.url().includes("v1/recognize"))));
    await choose(page, large);
    await page.getByRole("heading", { name: "This photo is too large" }).waitFor();
    assert.equal(asked, 0);
  }));

  test("a token is asked for, kept in the tab, and never in an address", onPage(async (page) => {
    /** @type {string[]} */
    const urls = [];
    page.on("request", (request) => urls.push(request.url()));
    assert.deepEqual(await page.getByLabel("Notice of the operator").locator("p").allTextContents(),
      ["The museum runs this server.", "Nobody's <b>photo</b> is kept."]);
    await page.getByRole("button", { name: "Try drawn faces" }).click();
    await page.getByRole("heading", { name: "This server asks for a token" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel("Token").fill("a-wrong-token-0123456789");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "The server does not know this token" }).waitFor();
    await page.getByLabel("Token").fill("only-for-the-metrics-01");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "The token does not permit this" }).waitFor();
    await page.getByLabel("Token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    await page.reload();
    await trySample(page);
    await page.getByRole("link", { name: "About" }).click();
    await page.getByRole("heading", { name: "fast" }).waitFor();
    await page.getByRole("button", { name: "Forget the token" }).click();
    await page.getByRole("heading", { name: "This server asks for a token" }).waitFor();
    assert.ok(urls.length > 5);
    assert.ok(urls.every((url) => !url.includes("token-") && !url.includes(TOKEN)));
  }, { at: () => guarded }));
});

describe("camera", () => {
  test("frames are read one after the other, and stopping ends it", onPage(async (page) => {
    let running = 0;
    let most = 0;
    let asked = 0;
    page.on("request", (request) => {
      if (!request.url().includes("v1/recognize")) return;
      asked += 1;
      most = Math.max(most, ++running);
    });
    const ended = (/** @type {import("playwright-core").Request} */ request) => {
      running -= Number(request.url().includes("v1/recognize"));
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
    await page.getByRole("button", { name: "Start the camera" }).click();
    await page.locator(".card").first().waitFor();
    await page.getByText(/answers a second/).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(most, 1);
    assert.ok(asked > 1);
    assert.ok((await words(page)).every((word) => WORDS.includes(word) || word === "fear" || word === "neutral"));
    await page.getByRole("button", { name: "Stop the camera" }).click();
    await page.getByRole("heading", { name: "The camera is off" }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("video")), null);
    const before = asked;
    await page.waitForTimeout(400);
    assert.equal(asked, before);
  }, { hash: "#/camera" }));

  test("a picture is kept on the screen for photos", onPage(async (page) => {
    await page.getByRole("button", { name: "Start the camera" }).click();
    await page.locator(".card").first().waitFor();
    await page.getByRole("button", { name: "Keep this picture" }).click();
    await page.getByRole("heading", { name: "Read the faces" }).waitFor();
    await page.getByText(/^640 × 470 pixels/).waitFor();
  }, { hash: "#/camera" }));

  test("a hidden tab turns the camera off", onPage(async (page) => {
    await page.getByRole("button", { name: "Start the camera" }).click();
    await page.locator("video").waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.getByRole("heading", { name: "The camera went off" }).waitFor();
  }, { hash: "#/camera" }));

  for (const [name, heading] of [
    ["NotAllowedError", "The camera is not permitted"],
    ["NotFoundError", "No camera was found"],
    ["NotReadableError", "Another program uses the camera"],
    ["", "This address is not safe enough for a camera"],
  ]) {
    test(`without a camera the page says: ${heading}`, onPage(async (page) => {
      await page.evaluate((reason) => {
        const devices = reason && { getUserMedia: () => Promise.reject(new DOMException("no", reason)) };
        Object.defineProperty(navigator, "mediaDevices", { value: devices || undefined });
      }, name);
      await page.getByRole("button", { name: "Start the camera" }).click();
      await page.getByRole("heading", { name: heading }).waitFor();
      assert.match(await spoken(page) ?? "", new RegExp(heading));
      assert.deepEqual(await violations(page), []);
    }, { hash: "#/camera" }));
  }
});

test("about: each model has its card and its file", onPage(async (page) => {
  await page.getByRole("heading", { name: "default" }).waitFor();
  await page.getByText("20 MB, 50 megapixels").waitFor();
  assert.deepEqual(await page.locator(".model h3").allTextContents(), ["default", "fast"]);
  const card = page.getByRole("article", { name: "Model fast" });
  await card.getByText("Everything the file says").click();
  const file = await download(page, "ONNX file");
  assert.equal(file.name, "fast.onnx");
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  await card.getByText(sha256).waitFor();
}, { hash: "#/about" }));

describe("for everybody", () => {
  test("the keyboard alone reaches everything, in the order of the page", onPage(async (page) => {
    const focus = () => page.evaluate(() => {
      const one = document.activeElement;
      return one instanceof HTMLInputElement ? `${one.type} ${one.value}` : one?.textContent?.trim();
    });
    /** @type {(string | undefined)[]} */
    const found = [];
    for (let i = 0; i < 11; i++) {
      await page.keyboard.press("Tab");
      found.push(await focus());
    }
    assert.deepEqual(found, ["Skip to the content", "Mien", "Photo", "Camera", "About", "radio system",
      "Choose photos", "Try drawn faces", "Options", "Interface for programs", "openapi.json"]);
    await page.getByRole("button", { name: "Try drawn faces" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    assert.equal(await focus(), "Try drawn faces");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    assert.equal(await focus(), "What the network looked at");
    assert.equal(await page.locator(".box.marked").count(), 1);
    await page.keyboard.press("Enter");
    await page.getByRole("img", { name: /Heat map of face 1/ }).waitFor();
    await page.getByRole("link", { name: "Camera" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Read faces live" }).waitFor();
    assert.equal(await focus(), "Read faces live");
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "Start the camera");
  }));

  test("the skip link leads to the content", onPage(async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  }));

  test("the theme follows the system, or the switch, which stays", onPage(async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await ground();
    assert.equal(dark, "rgb(17, 22, 27)");
    await page.getByRole("radio", { name: "As the system" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await ground(), "rgb(245, 247, 249)");
    await page.reload();
    assert.equal(await ground(), "rgb(245, 247, 249)");
    assert.equal(await page.getByRole("radio", { name: "Light" }).isChecked(), true);
  }, { colorScheme: "dark" }));

  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const width of [320, 2560]) {
      test(`${colorScheme}, ${width} pixels: nothing is cut off, and axe finds nothing`, onPage(async (page) => {
        const check = async (/** @type {string} */ screen) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${screen} is ${wide} pixels wide`);
          assert.deepEqual(await violations(page), [], screen);
        };
        await check("empty");
        await trySample(page);
        await page.getByText("Options", { exact: true }).click();
        await page.getByRole("button", { name: "What the network looked at" }).first().click();
        await page.getByRole("img", { name: /Heat map/ }).waitFor();
        await check("photo");
        await page.getByRole("link", { name: "Camera" }).click();
        await page.getByRole("heading", { name: "The camera is off" }).waitFor();
        await check("camera");
        await page.getByRole("link", { name: "About" }).click();
        await page.locator(".model").nth(1).waitFor();
        await page.getByText("Everything the file says").first().click();
        await check("about");
      }, { colorScheme, viewport: { width, height: 800 } }));
    }
  }
});

test("behind nginx the page works under a path of its own", async () => {
  const address = await proxy(server, "/tools/mien/");
  const { context, page, faults } = await open(browser, address);
  await trySample(page);
  assert.deepEqual(await words(page), WORDS);
  await page.getByRole("link", { name: "About" }).click();
  await page.locator(".model").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a file of the page is asked for again and not sent again", async () => {
  const first = await fetch(`${server}page/main.js`);
  const tag = first.headers.get("ETag") ?? "";
  assert.equal(tag, `"${createHash("sha256").update(await first.text()).digest("hex")}"`);
  const second = await fetch(`${server}page/main.js`, { headers: { "If-None-Match": tag } });
  assert.equal(second.status, 304);
});

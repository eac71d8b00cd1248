/** What the tests of the page share: servers, a proxy, a browser, drawn pictures. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);

/** The folder with the drawn pictures, which tools/test-page.sh makes. */
export const pictures = required("MIEN_PICTURES");

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run tools/test-page.sh`);
  return value;
}

/** @type {import("node:child_process").ChildProcess[]} */
const processes = [];

/** Ends what this file has started. */
export async function end() {
  for (const one of processes.splice(0)) {
    if (one.exitCode === null && one.signalCode === null) {
      one.kill("SIGTERM");
      await once(one, "exit");
    }
  }
}

/**
 * Starts a server.
 *
 * @param {...string} options of "mien serve"
 * @returns {Promise<string>} its address
 */
export async function serve(...options) {
  const java = ["-cp", required("MIEN_CLASSPATH"), "dev.mien.cli.Main", "serve", "--port", "0", ...options];
  const child = spawn("java", java, { stdio: ["ignore", "pipe", "inherit"] });
  processes.push(child);
  let printed = "";
  for await (const part of child.stdout) {
    printed += part;
    const found = /Mien serves at (http:\S+) .*It is ready/.exec(printed);
    if (found) {
      child.stdout.on("data", () => {});
      return found[1];
    }
  }
  throw new Error(`the server ended: ${printed}`);
}

/**
 * Starts nginx before a server, under a path of its own.
 *
 * @param {string} server
 * @param {string} under
 * @returns {Promise<string>} the address of the page
 */
export async function proxy(server, under) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "mien-nginx-"));
  const port = await freePort();
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((one) => `${one}_temp_path ${folder}/${one};`);
  await fs.writeFile(path.join(folder, "nginx.conf"), `
    daemon off; pid ${folder}/pid; error_log stderr warn;
    events {}
    http {
      access_log off; ${places.join(" ")}
      server {
        listen 127.0.0.1:${port};
        location ${under} {
          proxy_pass ${server};
          proxy_set_header Host $http_host;
          client_max_body_size 100m;
          proxy_request_buffering off;
        }
      }
    }`);
  const child = spawn("nginx", ["-p", folder, "-c", `${folder}/nginx.conf`, "-e", "stderr"], { stdio: "inherit" });
  processes.push(child);
  child.once("exit", () => void fs.rm(folder, { recursive: true, force: true }));
  const address = `http://127.0.0.1:${port}${under}`;
  for (let i = 0; i < 200; i++) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return address;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nginx does not answer");
}

/** @returns {Promise<number>} */
async function freePort() {
  const socket = net.createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const address = /** @type {net.AddressInfo} */ (socket.address());
  socket.close();
  await once(socket, "close");
  return address.port;
}

/** Starts Debian's Chromium, whose camera is a file of drawn faces. */
export function browse() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${path.join(pictures, "faces.mjpeg")}`,
    ],
  });
}

/**
 * Opens the page in a context of its own, and watches it: a request to anywhere else, an error in the console (such as a
 * breach of the content security policy) or an exception fails the test that looks at "faults".
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(".", address).href) && !url.startsWith("blob:")) faults.push(`asked ${url}`);
  });
  page.on("console", (message) => {
    const refused = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !refused) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { context, page, faults };
}

/**
 * What axe finds on a page, each as one line.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  const source = await fs.readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  return page.evaluate(async () => {
    // @ts-ignore axe is there by the line before
    const found = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.violations.map((/** @type {any} */ one) =>
      `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html).join(" | ")}`);
  });
}

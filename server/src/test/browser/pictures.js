/** Photographs the page for the README: node pictures.js FOLDER. tools/test-page.sh calls it. */
import path from "node:path";
import { browse, end, open, pictures, serve } from "./support.js";

const folder = process.argv[2];
const viewport = { width: 1280, height: 900 };
const server = await serve("--no-access-log");
const browser = await browse();
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, context } = await open(browser, server, { viewport, colorScheme });
    await page.locator("input[type=file]").setInputFiles(path.join(pictures, "gallery.png"));
    await page.getByRole("heading", { name: "4 faces" }).waitFor();
    if (colorScheme === "dark") {
      await page.getByRole("button", { name: "What the network looked at" }).first().click();
      await page.getByRole("img", { name: /Heat map/ }).waitFor();
    }
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(folder, colorScheme === "dark" ? "page-dark.png" : "page.png") });
    await context.close();
  }
  const { page } = await open(browser, `${server}#/camera`, { viewport });
  await page.getByRole("button", { name: "Start the camera" }).click();
  // the faces move, so the picture is taken again until both are still found after it
  const both = page.getByRole("heading", { name: "2 faces" });
  for (let tries = 0; tries < 30; tries++) {
    await both.waitFor({ timeout: 120_000 });
    await page.screenshot({ path: path.join(folder, "page-camera.png") });
    if (await both.isVisible()) break;
  }
} finally {
  await browser.close();
  await end();
}

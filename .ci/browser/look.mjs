// Looks at pages in a browser: no request leaves them, they are accessible, nothing sticks out of a narrow screen, and they look as the
// pictures that are kept.
//
//     node look.mjs PAGES KEPT [--keep]
//
// PAGES is a folder of HTML files, KEPT one of pictures. With --keep the pictures are written anew.
import axe from "axe-core";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { difference, written } from "./pictures.mjs";

const [pages, kept, keep] = process.argv.slice(2);
const WIDTHS = [390, 1200];
const SCHEMES = ["light", "dark"];
// The tops of pages, and the end of one: what else there is, is more of the same.
const HEIGHT = { 390: 2000, 1200: 1900 };
const FROM_THE_END = ["ironing"];

let failed = false;
const complain = (words) => {
  console.error(words);
  failed = true;
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Where it runs as root, in containers, it has no sandbox; it opens nothing but our own pages. Fonts are drawn alike everywhere.
  args: ["--no-sandbox", "--font-render-hinting=none", "--force-color-profile=srgb", "--hide-scrollbars"],
});
for (const file of fs.readdirSync(pages).filter((name) => name.endsWith(".html")).sort()) {
  const name = path.basename(file, ".html");
  const page = await browser.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complain(`${file}: asks for ${request.url()}`);
  });
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const view = `${file} at ${width} px, ${scheme}`;
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      // Scripts are for the checks, which come from outside.
      await page.setJavaScriptEnabled(true);
      await page.goto(pathToFileURL(path.join(pages, file)).href);
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (sticksOut > 0) complain(`${view}: is ${sticksOut} px wider than the screen`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, help, nodes } of violations) {
        complain(`${view}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
      }
      await page.setJavaScriptEnabled(false);
      await page.goto(pathToFileURL(path.join(pages, file)).href);
      const full = await page.evaluate(() => document.documentElement.scrollHeight);
      const height = Math.min(full, HEIGHT[width]);
      const clip = { x: 0, y: FROM_THE_END.includes(name) ? full - height : 0, width, height };
      const taken = Buffer.from(await page.screenshot({ clip, captureBeyondViewport: true }));
      const picture = path.join(kept, `${name}-${width}-${scheme}.png`);
      if (keep) {
        fs.writeFileSync(picture, written(taken));
      } else if (!fs.existsSync(picture)) {
        complain(`${view}: there is no ${picture}; \`.ci/pages --keep\` makes it, and then look at it`);
      } else {
        const reason = difference(taken, fs.readFileSync(picture));
        if (reason) {
          complain(`${view}: ${reason}; if that is meant, \`.ci/pages --keep\`, and look at ${picture}`);
          fs.writeFileSync(path.join(pages, `${name}-${width}-${scheme}.png`), taken);
        }
      }
    }
  }
  await page.close();
}
await browser.close();
process.exit(failed ? 1 : 0);

// Pictures of pages: made small to be kept, and compared.
import { execFileSync } from "node:child_process";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

// Pictures are compared by the mean colours of squares of 4 pixels: versions of Chromium draw the edges of letters differently, and put letters
// at other parts of a pixel, which leaves means nearly as they are. Of 60 by 60 pixels, one in fifty such squares may differ. Chromium 131
// differs from 148 by 0.9 %, on the page of a check; a line without its dashes, or a tick that is missing, by 3 to 5 %, a line of another
// colour or none by 7 to 13 %, shades that are missing by 51 %. A wrong digit is below that: numbers are compared by `cargo test`.
const BLOCK = 4;
const THRESHOLD = 0.1;
const TILE = 15;
const MOST = 0.02;

/** The picture with few colours: a third of its size. */
export function written(picture) {
  return execFileSync("pngquant", ["--speed", "1", "--strip", "--nofs", "64", "-"], { input: picture });
}

/** The picture with a pixel for each square. */
function reduced({ data, width, height }) {
  const small = { width: Math.floor(width / BLOCK), height: Math.floor(height / BLOCK) };
  small.data = Buffer.alloc(small.width * small.height * 4, 255);
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let square = 0; square < BLOCK ** 2; square += 1) {
          const row = y * BLOCK + Math.floor(square / BLOCK);
          sum += data[4 * (row * width + x * BLOCK + (square % BLOCK)) + channel];
        }
        small.data[4 * (y * small.width + x) + channel] = Math.round(sum / BLOCK ** 2);
      }
    }
  }
  return small;
}

/** The largest share of a tile of the picture that differs. */
function worstTile(now, before) {
  const [one, other] = [reduced(now), reduced(before)];
  const { width, height } = one;
  const mask = Buffer.alloc(width * height * 4);
  pixelmatch(one.data, other.data, mask, width, height, { threshold: THRESHOLD, includeAA: true, diffMask: true });
  const tiles = new Map();
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (mask[4 * pixel + 3] === 0) continue;
    const tile = `${Math.floor((pixel % width) / TILE)},${Math.floor(pixel / width / TILE)}`;
    tiles.set(tile, (tiles.get(tile) ?? 0) + 1);
  }
  return Math.max(0, ...tiles.values()) / TILE ** 2;
}

/** Why a picture isn't the one that was kept; null if it is. */
export function difference(taken, kept) {
  const [now, before] = [taken, kept].map((picture) => PNG.sync.read(picture));
  if (now.width !== before.width || now.height !== before.height) {
    return `is ${now.width} by ${now.height}, and was ${before.width} by ${before.height}`;
  }
  const worst = worstTile(now, before);
  return worst > MOST ? `differs in up to ${(100 * worst).toFixed(1)} % of ${BLOCK * TILE} by ${BLOCK * TILE} pixels` : null;
}

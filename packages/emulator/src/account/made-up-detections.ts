import { type Random, random } from "../seed/random.js";
import type { ModelLabel } from "./project-version.js";

/** A label that was found in an image, as it goes over the wire. */
export interface Detection {
  readonly Name: string;
  /** Per cent. */
  readonly Confidence: number;
  readonly Geometry?: { readonly BoundingBox: BoundingBox };
}

/** A part of the image, in fractions of its width and height. */
interface BoundingBox {
  readonly Width: number;
  readonly Height: number;
  readonly Left: number;
  readonly Top: number;
}

/** The labels, each with a confidence, the highest first. Equal keys give equal results on every machine. */
export function madeUpDetections(key: string, labels: readonly ModelLabel[]): readonly Detection[] {
  const source = random(key);
  return labels
    .map(({ name, isBoxed }): Detection => {
      const Confidence = source.integer(0, 99_999) / 1_000;
      return isBoxed
        ? { Name: name, Confidence, Geometry: { BoundingBox: boundingBox(source) } }
        : { Name: name, Confidence };
    })
    .toSorted((a, b) => b.Confidence - a.Confidence);
}

function boundingBox(source: Random): BoundingBox {
  const [Width, Height] = [source.integer(50, 500) / 1_000, source.integer(50, 500) / 1_000];
  return {
    Width,
    Height,
    Left: source.integer(0, 1_000 - Width * 1_000) / 1_000,
    Top: source.integer(0, 1_000 - Height * 1_000) / 1_000,
  };
}

import type { Random } from "./random.js";

/** `count` different project names, like those that people choose. */
export function lifelikeNames(source: Random, count: number): readonly string[] {
  const taken = new Set<string>();
  while (taken.size < count) {
    const name = `${source.pick(SUBJECTS)}${source.pick(VARIANTS)}`;
    // In a large account people run out of names and begin to count.
    taken.add(taken.has(name) ? `${name}-${taken.size}` : name);
  }
  return [...taken];
}

const SUBJECTS = [
  "pcb-solder-defects",
  "weld-seam-cracks",
  "bottle-cap-alignment",
  "conveyor-foreign-objects",
  "textile-stitch-faults",
  "turbine-blade-erosion",
  "glass-surface-scratches",
  "battery-cell-swelling",
  "retail-shelf-gaps",
  "shelf-price-tags",
  "parcel-damage",
  "pallet-wrap-check",
  "forklift-ppe",
  "hard-hat-detection",
  "crop-leaf-disease",
  "vineyard-mildew",
  "fish-species",
  "cattle-ear-tags",
  "roof-hail-damage",
  "vehicle-dents",
  "tire_tread_depth",
  "road-potholes",
  "rail-track-fasteners",
  "powerline-insulators",
  "solar-panel-soiling",
  "blister-pack-count",
  "pill-imprint",
  "wound-staging",
  "lab-slide-quality",
  "logo_sponsorship",
  "jersey-numbers",
  "brand-packaging",
  "kitchen-plating",
  "bakery-browning",
  "coffee-bean-grade",
  "document-stamps",
  "chat-uploads",
  "profile-pictures",
  "marketplace-listings",
  "livestream-frames",
] as const;

const VARIANTS = [
  "",
  ".v2",
  ".v3",
  "-2024",
  "-2025",
  "-2026",
  "-pilot",
  "-poc",
  "-staging",
  "-prod",
  "_EU",
  "_US",
  "-line-3",
  "-line-7",
  "-retrain",
  "-night-shift",
] as const;

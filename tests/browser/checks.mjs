// Assertions that tell everything at once, one problem a line.
import assert from "node:assert/strict";

const SHOWN = 40;

/** Fails with the list of `problems`, unless it is empty. */
export function none(problems) {
  if (problems.length === 0) return;
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  assert.fail([`${problems.length} found:`, ...problems.slice(0, SHOWN), ...more].join("\n  "));
}

/** The contrast of two `rgb(…)` colours, 1 to 21, after WCAG 2.2 "contrast ratio". */
export function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

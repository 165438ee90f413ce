// The time that is left until somebody is free again: beside his state, second by second.

import { now } from "./clock.js";

const two = (n) => String(n).padStart(2, "0");

/** Write what is left until each instant; once it has passed the page is read anew. */
export function tickShift() {
  for (const node of document.querySelectorAll("[data-until]")) {
    const left = Math.ceil(Number(node.dataset.until) - now());
    if (left <= 0) return location.reload();
    const text = `${Math.floor(left / 60)}:${two(left % 60)}`;
    if (node.textContent !== text) node.textContent = text;
  }
}
